"""What the shapes of a slide say."""

import io

import pytest
from PIL import Image
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from tests.ingest.readers.decks import NAMES, box, deck, frame, outline, read_deck, related, with_shapes

MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
DGM = 'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
HEAD = [("heading", 1, "Rubrik"), ("item", 1, "Punkt om Rubrik")]


def blocks_of(path, shapes, relationships="", add=None):
    """Return the blocks that these shapes add to a slide, and the slide and summary."""
    pages, summary = read_deck(with_shapes(path, shapes, relationships, add))
    found = outline(pages[0])
    assert found[:2] == HEAD
    assert pages[0].text == "\n".join(text for _, _, text in found)
    return found[2:], pages[0], summary


def test_slides_are_pages(tmp_path):
    pages, summary = read_deck(deck(tmp_path / "a.pptx", "Första", "Andra"))
    assert [(page.number, page.title, page.text) for page in pages] == [
        (1, "Första", "Första\nPunkt om Första"),
        (2, "Andra", "Andra\nPunkt om Andra"),
    ]
    assert (pages[0].width, pages[0].height) == (720.0, 540.0)
    assert (summary.page_count, summary.headline, summary.left_out) == (2, "Första", ())
    assert summary.counts == {"slides": 2}
    assert summary.reader.startswith("python-pptx 1.")


def test_levels_of_a_list_and_what_says_that_it_has_no_bullet(tmp_path):
    inner = (
        "<a:p><a:pPr><a:buNone/></a:pPr><a:r><a:t>Ingress</a:t></a:r></a:p>"
        '<a:p><a:pPr lvl="2"/><a:r><a:t>Djup</a:t></a:r></a:p><a:p/>'
        '<a:p><a:pPr lvl="x"/><a:r><a:t>Ytlig</a:t></a:r></a:p>'
    )
    found, _, _ = blocks_of(tmp_path / "a.pptx", box(inner=inner, placeholder='<p:ph idx="7"/>'))
    assert found == [("paragraph", 0, "Ingress"), ("item", 3, "Djup"), ("item", 1, "Ytlig")]


def test_bullets_in_a_text_box_set_or_typed(tmp_path):
    inner = (
        '<a:p><a:pPr><a:buChar char="•"/></a:pPr><a:r><a:t>Satt</a:t></a:r></a:p>'
        "<a:p><a:r><a:t>• Skriven</a:t></a:r></a:p><a:p><a:r><a:t>\uf0a7Wingdings</a:t></a:r></a:p>"
        "<a:p><a:r><a:t>Ingen</a:t></a:r></a:p>"
    )
    found, _, _ = blocks_of(tmp_path / "a.pptx", box(inner=inner))
    assert found == [
        ("item", 1, "Satt"),
        ("item", 1, "Skriven"),
        ("item", 1, "Wingdings"),
        ("paragraph", 0, "Ingen"),
    ]


def test_letters_spaces_and_breaks(tmp_path):
    inner = (
        "<a:p><a:r><a:t>A\u030ar\u00a0 och</a:t></a:r><a:br/><a:r><a:t> lä</a:t></a:r>"
        "<a:r><a:t>n\u00ads\u200bstyrelse_x000D_</a:t></a:r></a:p>"
    )
    found, _, _ = blocks_of(tmp_path / "a.pptx", box(inner=inner))
    assert found == [("paragraph", 0, "År och\nlänsstyrelse")]


@pytest.mark.parametrize(("kind", "count"), [("sldNum", 0), ("dt", 0), ("ftr", 1), ("hdr", 1)])
def test_heads_and_feet_are_text_and_what_is_made_is_not(tmp_path, kind, count):
    found, _, _ = blocks_of(tmp_path / "a.pptx", box("Sidfot", placeholder=f'<p:ph type="{kind}"/>'))
    assert found == [("paragraph", 0, "Sidfot")] * count


def test_a_field_with_the_slide_number_is_not_text_another_is(tmp_path):
    inner = (
        '<a:p><a:r><a:t>Sida </a:t></a:r><a:fld id="x" type="slidenum"><a:t>7</a:t></a:fld>'
        '<a:fld id="y" type="datetime1"><a:t>2017</a:t></a:fld>'
        '<a:fld id="z" type="bild"><a:t>åtta</a:t></a:fld></a:p>'
    )
    found, _, _ = blocks_of(tmp_path / "a.pptx", box(inner=inner))
    assert found == [("paragraph", 0, "Sida åtta")]


def test_groups_at_any_depth_connectors_and_hidden_shapes(tmp_path):
    opened = (
        f'<p:grpSp {NAMES}><p:nvGrpSpPr><p:cNvPr id="3" name="g"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        "<p:grpSpPr/>"
    )
    shapes = opened * 40 + box("Längst in") + "</p:grpSp>" * 40
    connector = box("På pilen").replace("p:sp>", "p:cxnSp>").replace("<p:sp ", "<p:cxnSp ")
    hidden = box("Dold", attributes='hidden="1"')
    found, _, summary = blocks_of(tmp_path / "a.pptx", shapes + connector + hidden)
    assert found == [("paragraph", 0, "Längst in"), ("paragraph", 0, "På pilen")]
    assert summary.counts["hidden_shapes"] == 1


def test_one_branch_of_alternate_content(tmp_path):
    both = (
        f"<mc:AlternateContent {MC}><mc:Choice Requires='x'>%s</mc:Choice>"
        "<mc:Fallback>%s</mc:Fallback></mc:AlternateContent>"
    )
    shapes = both % (box("Ny"), box("Gammal")) + both % ("", box("Bara gammal"))
    found, _, _ = blocks_of(tmp_path / "a.pptx", shapes)
    assert found == [("paragraph", 0, "Ny"), ("paragraph", 0, "Bara gammal")]


def test_mathematics(tmp_path):
    names = (
        f'{MC} xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main" '
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    )
    inner = (
        f'<a:p {names}><a:r><a:t>Risk: </a:t></a:r><mc:AlternateContent><mc:Choice Requires="a14"><a14:m>'
        "<m:oMathPara><m:oMath><m:r><m:t>r=p</m:t></m:r><m:r><m:t>·k</m:t></m:r></m:oMath></m:oMathPara></a14:m></mc:Choice>"
        "<mc:Fallback><a:r><a:t>bild</a:t></a:r></mc:Fallback></mc:AlternateContent></a:p>"
    )
    found, _, _ = blocks_of(tmp_path / "a.pptx", box(inner=inner))
    assert found == [("paragraph", 0, "Risk: r=p·k")]


def test_tables_with_merged_cells(tmp_path):
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    table = slide.shapes.add_table(2, 3, 0, 0, Inches(5), Inches(2)).table
    table.cell(0, 0).text, table.cell(0, 2).text = "Ansvarig", "År"
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 0).text, table.cell(1, 1).text, table.cell(1, 2).text = "Polis", "två\nrader\toch", "2017"
    presentation.save(tmp_path / "a.pptx")
    (page,), summary = read_deck(tmp_path / "a.pptx")
    assert [[page.text[s:e] for s, e in row] for row in page.blocks[0].rows] == [
        ["Ansvarig", "", "År"],
        ["Polis", "två rader och", "2017"],
    ]
    assert page.text == "Ansvarig\t\tÅr\nPolis\ttvå rader och\t2017"
    assert summary.counts["tables"] == 1


def test_charts(tmp_path):
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    data = CategoryChartData()
    data.categories = ["Våld", "Skadegörelse"]
    data.add_series("Anmälda", (1.5, 2))
    data.add_series("Uppklarade", (1, 2))
    chart = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, 0, 0, Inches(3), Inches(3), data).chart
    chart.has_title = True
    chart.chart_title.text_frame.text = "Brott per år"
    chart.value_axis.has_title = True
    chart.value_axis.axis_title.text_frame.text = "Antal"
    presentation.save(tmp_path / "a.pptx")
    (page,), summary = read_deck(tmp_path / "a.pptx")
    assert outline(page) == [("chart", 0, "Brott per år\nAntal\nAnmälda, Uppklarade\nVåld, Skadegörelse")]
    assert summary.counts["charts"] == 1


def test_a_chart_of_the_newer_kinds(tmp_path):
    cx = 'xmlns:cx="http://schemas.microsoft.com/office/drawing/2014/chartex"'
    part = (
        f"<cx:chartSpace {cx} {NAMES}><cx:chartData><cx:data><cx:strDim><cx:lvl>"
        "<cx:pt>Inflöde</cx:pt><cx:pt>Utflöde</cx:pt></cx:lvl></cx:strDim></cx:data></cx:chartData>"
        "<cx:chart><cx:title><cx:tx><cx:rich><a:p><a:r><a:t>Tratten</a:t></a:r></a:p></cx:rich></cx:tx></cx:title>"
        "<cx:plotArea><cx:series><cx:tx><cx:txData><cx:v>Ärenden</cx:v></cx:txData></cx:tx></cx:series>"
        "</cx:plotArea></cx:chart></cx:chartSpace>"
    )
    shape = frame(f'<cx:chart {cx} r:id="rId77"/>')
    found, _, _ = blocks_of(
        tmp_path / "a.pptx", shape, related("rId77", "chartEx", "../charts/x.xml"), {"ppt/charts/x.xml": part}
    )
    assert found == [("chart", 0, "Tratten\nÄrenden\nInflöde, Utflöde")]


def test_smartart_is_a_nested_list(tmp_path):
    def point(key, text="", kind="node"):
        body = f"<dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t>" if text else ""
        return f'<dgm:pt modelId="{key}" type="{kind}">{body}</dgm:pt>'

    def below(parent, child, order, kind=""):
        return f'<dgm:cxn modelId="c{child}" {kind} srcId="{parent}" destId="{child}" srcOrd="{order}"/>'

    points = (
        point(3, "Skola")
        + point(1, "Lokalt")
        + point(2, "Nationellt")
        + point(0, kind="doc")
        + point(4, "på pilen", "sibTrans")
        + point(5, "", "pres")
    )
    connections = (
        below(1, 3, 0) + below(0, 2, 1) + below(0, 1, 0) + below(3, 1, 0) + below(5, 2, 0, 'type="presOf"')
    )
    part = (
        f"<dgm:dataModel {DGM} {NAMES}><dgm:ptLst>{points}</dgm:ptLst>"
        f"<dgm:cxnLst>{connections}</dgm:cxnLst></dgm:dataModel>"
    )
    shape = frame(f'<dgm:relIds {DGM} r:dm="rId77" r:lo="rId1"/>', attributes='descr="Nivåer av arbete"')
    found, _, summary = blocks_of(
        tmp_path / "a.pptx",
        shape,
        related("rId77", "diagramData", "../diagrams/d.xml"),
        {"ppt/diagrams/d.xml": part},
    )
    assert found == [
        ("figure", 0, "Nivåer av arbete"),
        ("item", 1, "Lokalt"),
        ("item", 2, "Skola"),
        ("item", 1, "Nationellt"),
        ("item", 1, "på pilen"),
    ]
    assert summary.counts["smartart"] == 1


def test_a_chart_that_is_gone_costs_itself_alone(tmp_path):
    shapes = frame(f'<c:chart {C} r:id="rId77"/>') + frame(f'<c:chart {C} r:id="rId78"/>') + box("Kvar")
    found, page, summary = blocks_of(
        tmp_path / "a.pptx", shapes, related("rId77", "chart", "../charts/no.xml")
    )
    assert found == [("paragraph", 0, "Kvar")]
    assert page.remarks == ("no.xml is missing", "a chart refers to a part that is not there")
    assert summary.left_out == tuple(f"slide 1: {remark}" for remark in page.remarks)


def test_the_largest_line_is_the_title_of_a_slide_without_one(tmp_path):
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    for text, size in (("liten text", 12), ("Stor\vtext", 40), ("lika stor", 40)):
        paragraph = slide.shapes.add_textbox(0, 0, Inches(3), Inches(1)).text_frame.paragraphs[0]
        run = paragraph.add_run()
        run.text = text
        run.font.size = size * 12700
    presentation.save(tmp_path / "a.pptx")
    (page,), summary = read_deck(tmp_path / "a.pptx")
    assert page.title == summary.headline == "Stor text"
    assert [kind for kind, _, _ in outline(page)] == ["paragraph"] * 3


def test_a_long_line_is_cut_between_words(tmp_path):
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    slide.shapes.add_textbox(0, 0, Inches(3), Inches(1)).text_frame.text = "ordagrant " * 30
    presentation.save(tmp_path / "a.pptx")
    title = read_deck(tmp_path / "a.pptx")[0][0].title
    assert len(title) <= 121
    assert title.endswith("ordagrant…")


def test_links_and_pictures_without_a_text(tmp_path):
    path = deck(tmp_path / "a.pptx", "Rubrik")
    presentation = Presentation(path)
    slide = presentation.slides[0]
    run = (
        slide.shapes.add_textbox(Inches(1), Inches(1), Inches(3), Inches(1))
        .text_frame.paragraphs[0]
        .add_run()
    )
    run.text = "Läs mer"
    for address in ("https://example.org/mer", "file:///c:/hemligt"):
        run.hyperlink.address = address
        run = run._parent.add_run()
        run.text = "och här"
    picture = io.BytesIO()
    Image.new("RGB", (40, 40), "red").save(picture, "PNG")
    for described in ("", "En karta över Skåne"):
        shape = slide.shapes.add_picture(picture, Inches(1), Inches(3))
        shape._element.nvPicPr.cNvPr.set("descr", described)
    presentation.save(path)
    pages, summary = read_deck(path)
    assert pages[0].links == ("https://example.org/mer",)
    assert pages[0].coverage.pictures == 1
    assert summary.counts["images"] == 2
