"""Performance data from sheets: which columns are what, what the cells hold, and what is refused."""

import io
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from ingest import ingest_paths
from store.readonly import ReadStore

TIDY = """Year,Quarter,Force,Offence,Group,Number of offences
2021/22,Q1,Northford,Burglary,Theft, 1204
2021/22,Q1,Northford,Robbery,Robbery,-00
2021/22,Q2,Northford,Burglary,Theft,-3
2021/22,Q2,Northford,Robbery,Robbery,..
2021/22,Q1,"Vale, South",Burglary,Theft,*
2021/22,Q1,"Vale, South",Robbery,Robbery,
2021/22,Q2,"Vale, South",Burglary,Theft,c
2021/22,Q2,"Vale, South",Robbery,Robbery,-
"""


class Held:
    """A store with one data file in it."""

    def __init__(self, folder: Path, name: str, content: str | bytes, **given: str) -> None:
        self.folder = folder
        path = folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        self.path, self.store = path, folder / "store"
        self.result = ingest_paths([path], self.store, vectors=False, **given)[0]

    def rows(self) -> list[dict]:
        with ReadStore(self.store) as store:
            held = store.rows("datasets_held")
            none = {f"d{n}": None for n in range(1, 9)}
            return (
                []
                if not held
                else store.rows("observations_all", dataset_id=held[0]["id"], start="", end="9", **none)
            )

    def values(self) -> dict[tuple, str | None]:
        return {(r["period_label"], r["area"], r["d1"]): r["value"] for r in self.rows()}

    def data(self) -> dict:
        with ReadStore(self.store) as store:
            return store.rows("datasets_held")[0]


def sheet(rows: list[list], **more) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for name, cell in more.items():
        book.active[name] = cell
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_tidy_values_are_exact_and_what_is_no_figure_is_none(tmp_path):
    held = Held(tmp_path, "tidy.csv", TIDY)
    assert held.result.status == "ingested", held.result
    found = {(r["period_label"], r["area"], r["d1"]): (r["value"], r["raw"]) for r in held.rows()}
    assert found[("Q1 2021/22", "Northford", "Burglary")] == ("1204", "1204")
    assert found[("Q1 2021/22", "Northford", "Robbery")] == ("0", "-00")
    assert found[("Q2 2021/22", "Northford", "Burglary")] == ("-3", "-3")
    assert {raw: value for value, raw in found.values() if value is None} == dict.fromkeys(["..", "*", "", "c", "-"])
    assert held.data()["unit"] == "count" and held.data()["basis"] == "quarter"


def test_a_quote_is_the_rows_cells_and_rows_are_numbered_as_a_spreadsheet_does(tmp_path):
    rows = Held(tmp_path, "tidy.csv", TIDY).rows()
    assert rows[0]["row"] == 2
    assert rows[0]["quote"] == "2021/22 Q1 Northford Burglary Theft 1204"
    assert rows[4]["quote"] == "2021/22 Q1 Vale, South Burglary Theft *"


@pytest.mark.parametrize(
    "change",
    [
        lambda t: "\ufeff" + t,
        lambda t: t.replace('"Vale, South"', "Vale South").replace(",", ";"),
        lambda t: t.replace("\n", "\r\n"),
        lambda t: t.replace("Burglary", '"Burg\nlary"').replace('"Burg\nlary"', '"Burglary\n"'),
        lambda t: t.replace('"Vale, South"', "Vale South").replace(",", "\t"),
    ],
)
def test_delimiters_marks_and_line_breaks_in_fields_do_not_change_a_value(tmp_path, change):
    held = Held(tmp_path, "tidy.csv", change(TIDY))
    assert held.result.status == "ingested", held.result
    assert held.values()[("Q1 2021/22", "Northford", "Burglary")] == "1204"


WIDE = [
    ["Force", "Offence", "Apr-21", "May-21", "Jun-21", "Total"],
    ["Northford", "Burglary", 10, 12, 9, 31],
    ["Northford", "Robbery", 1, None, 2, 3],
    ["Vale", "Burglary", 7, "*", 4, 11],
]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_column_for_each_month_gives_an_observation_for_each(tmp_path, kind):
    text = "\n".join(",".join("" if c is None else str(c) for c in row) for row in WIDE)
    held = Held(tmp_path, f"wide.{kind}", text if kind == "csv" else sheet(WIDE))
    assert held.result.status == "ingested", held.result
    values = held.values()
    assert values[("April 2021", "Northford", "Burglary")] == "10"
    assert values[("May 2021", "Northford", "Robbery")] is None
    assert values[("June 2021", "Vale", "Burglary")] == "4" and len(values) == 9
    assert held.rows()[0]["quote"] == "Northford Burglary 10 12 9 31"


def test_headings_merged_over_quarters_are_read_with_the_ones_below(tmp_path):
    book = Workbook()
    for row in (
        ["Force", "Offence", "2021/22", None, "2022/23", None],
        [None, None, "Q1", "Q2", "Q1", "Q2"],
        ["Northford", "Burglary", 10, 12, 9, 8],
        ["Vale", "Burglary", 5, 6, 7, 8],
    ):
        book.active.append(row)
    for merged in ("C1:D1", "E1:F1", "A1:A2", "B1:B2"):
        book.active.merge_cells(merged)
    buffer = io.BytesIO()
    book.save(buffer)
    held = Held(tmp_path, "merged.xlsx", buffer.getvalue())
    assert held.result.status == "ingested", held.result
    assert held.values()[("Q2 2022/23", "Vale", "Burglary")] == "8"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "Force,Quarter,Offence,Recorded,Solved\nA,Q1 2021/22,Theft,4,2\nB,Q1 2021/22,Theft,5,3\n",
            ("Recorded", "Solved"),
        ),
        ("Force,Offence,Number\nA,Theft,1\nA,Fraud,2\nB,Theft,3\nB,Fraud,4\nC,Theft,5\nC,Fraud,6\n", ("period",)),
        ("Year,Force,Offence,Number\n2021,A,Theft,4\n2022,A,Theft,5\n", ("Year", "calendar or financial")),
        ("Force,Offence,2020,2021\nA,Theft,4,2\nB,Theft,5,3\n", ("2020", "2021")),
        ("Quarter,Force,Offence,Number\nQ1,A,Theft,4\nQ2,A,Theft,5\n", ("Quarter", "no year")),
    ],
)
def test_what_is_ambiguous_is_refused_in_one_line_with_the_mapping_to_write(tmp_path, text, named):
    held = Held(tmp_path, "unclear.csv", text)
    assert held.result.status == "refused"
    assert "\n" not in held.result.reason and "unclear.csv.mapping.yaml" in held.result.reason
    assert all(name in held.result.reason for name in named)


def test_a_refused_file_does_not_keep_others_out(tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_text("Force,Quarter,Offence,A,B\nX,Q1 2021/22,Theft,4,2\nY,Q1 2021/22,Theft,5,3\n")
    good = tmp_path / "good.csv"
    good.write_text(TIDY)
    results = ingest_paths([bad, good], tmp_path / "store", vectors=False)
    assert [r.status for r in results] == ["refused", "ingested"]


def test_duplicate_headings_and_rows_that_are_too_long_are_refused(tmp_path):
    twice = Held(tmp_path, "twice.csv", "Force,Quarter,Offence,Number,Offence\nA,Q1 2021/22,Theft,4,x\n")
    assert twice.result.status == "refused" and "Offence" in twice.result.reason
    long = Held(
        tmp_path, "long.csv", "Force,Quarter,Offence,Number\nA,Q1 2021/22,Theft,4\nB,Q1 2021/22,Theft,1,204\n"
    )
    assert long.result.status == "refused" and "row 3" in long.result.reason.lower()


def test_a_mapping_beside_the_data_settles_what_is_ambiguous_and_a_correction_is_read_anew(tmp_path):
    text = "Force,Quarter,Offence,Recorded,Solved\nNorthford,Q1 2021/22,Theft,4,2\nVale,Q1 2021/22,Theft,5,3\n"
    mapping = tmp_path / "two.csv.mapping.yaml"
    body = (
        "shape: tidy\nunit: count\nmeasure: {measure}\ncolumns: {{Force: area, Quarter: period, Offence: dimension, "
        "Recorded: {a}, Solved: {b}}}\n"
    )
    mapping.write_text(body.format(measure="Recorded offences", a="value", b="ignore"))
    held = Held(tmp_path, "two.csv", text)
    assert held.result.status == "ingested", held.result
    assert held.values()[("Q1 2021/22", "Vale", "Theft")] == "5"
    again = ingest_paths([held.path], held.store, vectors=False)[0]
    assert again.status == "unchanged"
    mapping.write_text(body.format(measure="Solved offences", a="ignore", b="value"))
    assert ingest_paths([held.path], held.store, vectors=False)[0].status == "replaced"
    assert held.values() == {("Q1 2021/22", "Northford", "Theft"): "2", ("Q1 2021/22", "Vale", "Theft"): "3"}


def test_the_guess_is_written_down_and_a_corrected_copy_in_the_store_counts(tmp_path):
    held = Held(tmp_path, "tidy.csv", TIDY)
    kept = held.store / "mappings" / "tidy.csv.mapping.yaml"
    assert str(kept) in held.result.notes[0] and "Force: area" in kept.read_text()
    kept.write_text(kept.read_text().replace("unit: count", "unit: '%'"))
    assert ingest_paths([held.path], held.store, vectors=False)[0].status == "replaced"
    assert {r["unit"] for r in held.rows()} == {"%"}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("shape: odd\ncolumns: {Force: area}\n", "shape"),
        ("shape: tidy\ncolumns: {Force: place}\n", "Roles are"),
        ("shape: tidy\ncolumns: {Forces: area}\n", "Forces"),
        ("shape: [\n", "not YAML"),
        ("shape: tidy\ncolumns: {Force: area, 'Number of offences': value}\n", "no period"),
        ("shape: tidy\ncolumns: {Force: area, Year: financial_year}\n", "0 columns the role value"),
    ],
)
def test_a_wrong_mapping_is_refused_in_one_line(tmp_path, body, said):
    (tmp_path / "tidy.csv.mapping.yaml").write_text(body)
    held = Held(tmp_path, "tidy.csv", TIDY)
    assert held.result.status == "refused" and said in held.result.reason and "\n" not in held.result.reason


def test_rates_and_shares_have_their_unit(tmp_path):
    text = "Month,District,Measure,Value\nApr 2021,Ash,Solved rate,12.5%\nMay 2021,Ash,Solved rate,13.0%\n"
    assert {r["unit"] for r in Held(tmp_path, "rates.csv", text).rows()} == {"%"}
    folder = tmp_path / "other"
    folder.mkdir()
    units = (
        "Period,Area,Indicator,Unit,Value\nQ1 2021/22,Ash,Burglary,Number,40\n"
        'Q1 2021/22,Ash,Burglary,"Rate per 1,000",2.5\n'
    )
    assert {r["value"]: r["unit"] for r in Held(folder, "units.csv", units).rows()} == {
        "40": "count",
        "2.5": "per_1000",
    }


def test_a_sheet_of_targets_and_actuals_is_still_read_as_a_table_of_measures(tmp_path):
    text = "Measure,Target,Actual,RAG\nBurglary,100,90,Green\nRobbery,20,25,Red\n"
    held = Held(tmp_path, "measures.csv", text)
    assert held.result.status == "ingested" and held.rows() == []


def test_formulas_without_saved_results_and_dates_as_text(tmp_path):
    rows = [
        ["Force", "Offence", "Month", "Number"],
        ["A", "Theft", "April 2021", 4],
        ["A", "Theft", "May 2021", None],
    ]
    formulas = Held(tmp_path, "formulas.xlsx", sheet(rows, D3="=D2+1"))
    assert formulas.result.status == "refused" and "formulas" in formulas.result.reason
    text = (
        "Month,Force,Offence,Number\n01/04/2021,A,Theft,4\n01/05/2021,A,Theft,5\nspring,A,Theft,1\n"
        + "".join(f"01/{m:02}/2021,A,Theft,{m}\n" for m in range(6, 13)) * 6
    )
    dates = Held(tmp_path, "dates.csv", text)
    assert dates.result.status == "refused" and "row 4" in dates.result.reason.lower()


def test_first_days_of_months_are_days_or_months_as_a_person_says(tmp_path):
    rows = [["Force", "Offence", date(2021, 4, 1), date(2021, 5, 1)], ["A", "Theft", 10, 12], ["B", "Theft", 3, 4]]
    held = Held(tmp_path, "days.xlsx", sheet(rows))
    assert held.result.status == "refused" and "days or the months" in held.result.reason
    draft = held.store / "mappings" / "days.xlsx.mapping.yaml"
    (tmp_path / draft.name).write_text(draft.read_text())
    assert ingest_paths([held.path], held.store, vectors=False)[0].status == "ingested"
    assert {r["period_label"] for r in held.rows()} == {"April 2021", "May 2021"}


def test_open_document_sheets_are_read_too(tmp_path):
    rows = [["Force", "Offence", "Q1 2021/22", "Q2 2021/22"], ["A", "Theft", "10", "-00"], ["B", "Theft", "3", ".."]]
    cells = "".join(
        "<table:table-row>" + "".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in row)
        + "</table:table-row>" for row in rows)
    names = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    content = (f'<office:document-content {names}><office:body><office:spreadsheet><table:table table:name="Data">'
               f"{cells}</table:table></office:spreadsheet></office:body></office:document-content>")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as pack:
        pack.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        pack.writestr("content.xml", content)
    held = Held(tmp_path, "data.ods", buffer.getvalue())
    assert [r["value"] for r in held.rows()] == ["10", "0", "3", None]


def test_a_total_below_the_data_is_left_out_and_said(tmp_path):
    held = Held(tmp_path, "total.csv", TIDY + "Total,,,,,1201\n\nSource: the force's own records\n")
    assert held.result.status == "ingested" and len(held.rows()) == 8
    assert "notes or totals" in " ".join(held.result.notes)


def test_removing_the_file_removes_its_observations(tmp_path):
    from store.upkeep import remove

    held = Held(tmp_path, "tidy.csv", TIDY)
    remove(held.store, "tidy.csv")
    assert held.rows() == []


def test_many_rows_are_read_at_a_good_pace(tmp_path):
    lines = ["Quarter,Force,Offence,Number of offences"]
    lines += [
        f"Q{q} {y}/{y - 1999:02},Force {f},Offence {o}, {q * f + o} "
        for y in range(2015, 2020)
        for q in (1, 2, 3, 4)
        for f in range(20)
        for o in range(50)
    ]
    began = time.perf_counter()
    held = Held(tmp_path, "many.csv", "\n".join(lines))
    assert held.result.status == "ingested", held.result
    assert held.data()["n_rows"] == 20_000 and time.perf_counter() - began < 20
