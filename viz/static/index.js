"use strict";
(function () {
  const element = (id) => document.getElementById(id);
  const lines = Array.from(document.querySelectorAll("#lines tbody tr")).map((line) => ({
    line: line,
    text: line.textContent.toLowerCase(),
    villages: line.dataset.villages.split("|"),
  }));
  const money = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

  function filter() {
    const words = element("text").value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const rule = element("rule").value;
    const severity = element("severity").value;
    const village = element("village").value;
    let number = 0;
    let fen = 0;
    lines.forEach((each) => {
      const data = each.line.dataset;
      const fits = words.every((word) => each.text.includes(word))
        && (!rule || data.rule === rule)
        && (!severity || data.severity === severity)
        && (!village || each.villages.includes(village));
      each.line.hidden = !fits;
      if (fits) {
        number += 1;
        fen += Number(data.fen);
      }
    });
    element("number").textContent = String(number);
    element("sum").textContent = money.format(fen / 100);
    element("none").hidden = number > 0;
  }

  function reveal() {
    const line = element(decodeURIComponent(location.hash.slice(1)));
    if (line && line.hidden) {
      element("filters").reset();
      setTimeout(() => line.scrollIntoView());
    }
  }

  window.addEventListener("hashchange", reveal);
  element("filters").addEventListener("input", filter);
  element("filters").addEventListener("reset", () => setTimeout(filter));
  element("filters").addEventListener("submit", (event) => event.preventDefault());
  filter();
})();
