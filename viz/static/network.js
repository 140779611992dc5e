"use strict";
(function () {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const element = (id) => document.getElementById(id);
  const nodes = new vis.DataSet(read("nodes").map((node) => (
    node.shape === "custom" ? Object.assign(node, { ctxRenderer: wide }) : node
  )));
  const edges = new vis.DataSet(read("edges"));
  const links = read("links");
  const options = read("options");
  const frame = read("frame");
  const canvas = element("canvas");
  const network = new vis.Network(canvas, { nodes: nodes, edges: edges }, options);
  const rows = Array.from(document.querySelectorAll("article.row"));
  const count = element("row-count");
  const entries = Array.from(document.querySelectorAll("#found li"));
  let shownCard = null;

  function wide(given) {
    const node = nodes.get(given.id);
    const half = node.size;
    const chosen = given.state.selected || given.state.hover;
    return {
      drawNode() {
        const ctx = given.ctx;
        ctx.save();
        ctx.globalAlpha = node.opacity === undefined ? 1 : node.opacity;
        ctx.beginPath();
        if (node.drawn === "box") {
          ctx.rect(given.x - half * 1.3, given.y - half * 0.75, half * 2.6, half * 1.5);
        } else {
          ctx.ellipse(given.x, given.y, half * 1.3, half * 0.75, 0, 0, 2 * Math.PI);
        }
        ctx.fillStyle = node.color.background;
        ctx.strokeStyle = chosen ? node.color.highlight.border : node.color.border;
        ctx.lineWidth = node.borderWidth + (chosen ? 1 : 0);
        ctx.fill();
        ctx.stroke();
        ctx.restore();
      },
      drawExternalLabel() {
        const ctx = given.ctx;
        const font = options.nodes.font;
        ctx.save();
        ctx.font = font.size + "px " + font.face;
        ctx.textAlign = "center";
        ctx.textBaseline = "top";
        ctx.lineWidth = font.strokeWidth;
        ctx.strokeStyle = "#ffffff";
        ctx.fillStyle = font.color;
        node.label.split("\n").forEach((line, index) => {
          const y = given.y + half + 4 + index * (font.size + 2);
          ctx.strokeText(line, given.x, y);
          ctx.fillText(line, given.x, y);
        });
        ctx.restore();
      },
      nodeDimensions: { width: half * 2.6, height: half * 1.5 },
    };
  }

  function fit() {
    const [left, top, right, bottom] = frame;
    const beside = document.querySelector(".legend").offsetWidth + 20;
    const above = 50;
    const scale = Math.min(
      (canvas.clientWidth - beside - 30) / (right - left),
      (canvas.clientHeight - above - 20) / (bottom - top),
      1.3,
    );
    network.moveTo({
      position: { x: (left + right) / 2 - beside / 2 / scale, y: (top + bottom) / 2 - (above - 20) / 2 / scale },
      scale: Math.max(scale, 0.05),
    });
  }

  function showRows(wanted) {
    const chosen = wanted === null ? null : new Set(wanted);
    let number = 0;
    rows.forEach((row, index) => {
      row.hidden = chosen !== null && !chosen.has(index);
      number += row.hidden ? 0 : 1;
    });
    count.textContent = String(number);
    element("no-rows").hidden = number > 0 || chosen === null;
  }

  function rowsOf(id) {
    const own = links[id] || [];
    if (own.length > 0 || id[0] === "e") {
      return own;
    }
    const all = new Set();
    network.getConnectedEdges(id).forEach((edge) => (links[edge] || []).forEach((row) => all.add(row)));
    network.getConnectedNodes(id).forEach((node) => (links[node] || []).forEach((row) => all.add(row)));
    return Array.from(all);
  }

  function dim(id) {
    const near = new Set(id === null ? nodes.getIds() : [id]);
    if (id !== null) {
      network.getConnectedNodes(id).forEach((node) => near.add(node));
    }
    nodes.update(nodes.getIds().map((node) => ({ id: node, opacity: near.has(node) ? 1 : 0.25 })));
    const told = new Set(id === null ? [] : id[0] === "e" ? [id] : network.getConnectedEdges(id));
    edges.update(edges.get().map((edge) => ({ id: edge.id, label: told.has(edge.id) ? edge.caption : id === null ? edge.still : "" })));
  }

  function show(id) {
    if (shownCard) {
      shownCard.hidden = true;
    }
    shownCard = id === null ? null : element("card-" + id);
    if (shownCard) {
      shownCard.hidden = false;
    }
    element("overview").hidden = id !== null;
    element("back").hidden = id === null;
    showRows(id === null ? null : rowsOf(id));
    dim(id);
    document.querySelector(".panel").scrollTop = 0;
  }

  function select(id) {
    if (id[0] === "e") {
      network.setSelection({ nodes: [], edges: [id] });
    } else {
      network.setSelection({ nodes: [id], edges: [] }, { highlightEdges: false });
    }
    show(id);
  }

  function clear() {
    network.unselectAll();
    show(null);
  }

  function zoom(factor) {
    network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.05), 5) });
  }

  function search(text) {
    const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
    let number = 0;
    entries.forEach((entry) => {
      const button = entry.firstElementChild;
      const card = element("card-" + button.dataset.card);
      const said = (button.textContent + " " + card.textContent).toLowerCase();
      entry.hidden = words.length === 0 || number >= 40 || !words.every((word) => said.includes(word));
      number += entry.hidden ? 0 : 1;
    });
    element("found").hidden = number === 0;
  }

  network.on("click", (event) => {
    if (event.nodes.length > 0) {
      select(event.nodes[0]);
    } else if (event.edges.length > 0) {
      select(event.edges[0]);
    } else {
      clear();
    }
  });
  network.on("hoverNode", () => { canvas.style.cursor = "pointer"; });
  network.on("blurNode", () => { canvas.style.cursor = ""; });
  network.on("hoverEdge", () => { canvas.style.cursor = "pointer"; });
  network.on("blurEdge", () => { canvas.style.cursor = ""; });
  element("found").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) {
      select(button.dataset.card);
      network.focus(button.dataset.card, { scale: Math.max(network.getScale(), 0.9) });
      element("search").value = "";
      search("");
    }
  });
  element("search").addEventListener("input", (event) => search(event.target.value));
  element("search").addEventListener("keydown", (event) => {
    const first = entries.find((entry) => !entry.hidden);
    if (event.key === "Enter" && first) {
      first.firstElementChild.click();
    }
  });
  element("back").addEventListener("click", clear);
  element("fit").addEventListener("click", fit);
  element("closer").addEventListener("click", () => zoom(1.25));
  element("farther").addEventListener("click", () => zoom(0.8));
  element("print").addEventListener("click", () => window.print());
  document.addEventListener("keydown", (event) => {
    const typing = event.target === element("search");
    if (event.key === "Escape") {
      element("search").value = "";
      search("");
      clear();
    } else if (!typing && event.key === "/") {
      event.preventDefault();
      element("search").focus();
    } else if (!typing && event.key === "0") {
      fit();
    }
  });
  window.addEventListener("beforeprint", () => { clear(); fit(); network.redraw(); });
  window.addEventListener("resize", fit);
  fit();
  show(null);
  window.cluegraphNetwork = network;
})();
