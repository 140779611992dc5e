"""The same job by plain DuckDB SQL, as the limit: `python -m bench.peer load|check FOLDER DB`.

It reads the same CSV files into typed tables, and answers five of the questions that the saved queries ask. It keeps no
row's place, explains nothing and forgives no header: the ratio to it is the price of those.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

LOAD = """
CREATE TABLE subsidy AS SELECT 乡镇 township, 行政村 village, 姓名 name,
  身份证号码 id_no, 补贴项目 programme, 月份 AS month,
  CAST("补贴金额（元）" * 100 AS BIGINT) fen, 银行账号 account
  FROM read_csv('{folder}/惠农补贴发放明细.csv',
  types={{'身份证号码':'VARCHAR','银行账号':'VARCHAR','月份':'VARCHAR'}});
CREATE TABLE payroll AS SELECT 单位名称 unit, 姓名 name, 身份证号码 id_no, 月份 AS month, 实发工资 net, 工资卡号 account
  FROM read_csv('{folder}/工资发放明细.csv', types={{'身份证号码':'VARCHAR','工资卡号':'VARCHAR','月份':'VARCHAR'}});
CREATE TABLE death AS FROM read_csv('{folder}/死亡人员名单.csv', types={{'身份证号码':'VARCHAR'}});
CREATE TABLE household AS FROM read_csv('{folder}/户籍登记表.csv', types={{'身份证号码':'VARCHAR','户号':'VARCHAR'}});
CREATE TABLE staff AS FROM read_csv('{folder}/财政供养人员名单.csv', types={{'身份证号码':'VARCHAR'}});
"""

QUESTIONS = {
    "SUB-01": """SELECT id_no, programme FROM subsidy GROUP BY 1, 2, left(month, 4)
      HAVING count(DISTINCT village) >= 2 AND sum(fen) > 0""",
    "SUB-02": "SELECT id_no, programme, month FROM subsidy GROUP BY ALL HAVING count(*) >= 2",
    "SUB-03": """SELECT account FROM subsidy JOIN household ON id_no = 身份证号码
      GROUP BY 1 HAVING count(DISTINCT 户号) >= 2""",
    "SUB-05": """SELECT id_no FROM subsidy JOIN death ON id_no = 身份证号码
      WHERE CAST(month || '-20' AS DATE) > 死亡日期 + 31 GROUP BY 1""",
    "PAY-01": "SELECT id_no FROM payroll GROUP BY id_no, month HAVING count(DISTINCT unit) >= 2",
}


def main(what: str, folder: str, database: str) -> None:
    """Loads the files into `database`, or asks the questions of it."""
    with duckdb.connect(database) as connection:
        connection.execute("SET threads = 2")
        if what == "load":
            connection.execute(LOAD.format(folder=folder))
            return
        for rule, sql in QUESTIONS.items():
            print(rule, len(connection.execute(sql).fetchall()))


if __name__ == "__main__":
    main(sys.argv[1], str(Path(sys.argv[2])), sys.argv[3])
