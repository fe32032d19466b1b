"""SmartArt: a row of steps as the five parts that PowerPoint keeps a diagram in.

Data, layout, style and colours are what ECMA-376 part 1, 21.4 asks for; the drawing (MS-ODRAWXML) is
the picture that PowerPoint and LibreOffice show without laying the diagram out again.
"""

from string import Template
from xml.sax.saxutils import escape

from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.slide import Slide

_OFFICE = "http://schemas.openxmlformats.org"
_NAMESPACES = (
    f'xmlns:dgm="{_OFFICE}/drawingml/2006/diagram" xmlns:a="{_OFFICE}/drawingml/2006/main" '
    f'xmlns:r="{_OFFICE}/officeDocument/2006/relationships"'
)
_DSP = "http://schemas.microsoft.com/office/drawing/2008/diagram"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_UNIQUE = "urn:helixarkivet:exempel"

_LAYOUT = f"""<dgm:layoutDef {_NAMESPACES} uniqueId="{_UNIQUE}/layout/steg">
<dgm:title val="Steg"/><dgm:desc val="Steg i en rad"/>
<dgm:catLst><dgm:cat type="process" pri="1000"/></dgm:catLst>
<dgm:layoutNode name="row"><dgm:varLst><dgm:dir/></dgm:varLst>
<dgm:alg type="lin"/><dgm:shape><dgm:adjLst/></dgm:shape><dgm:presOf/>
<dgm:constrLst>
<dgm:constr type="w" for="ch" forName="step" refType="w"/>
<dgm:constr type="h" for="ch" forName="step" refType="h" fact="0.4"/>
<dgm:constr type="w" for="ch" forName="gap" refType="w" refFor="ch" refForName="step" fact="0.1"/>
<dgm:constr type="primFontSz" for="ch" forName="step" op="equ" val="20"/>
</dgm:constrLst><dgm:ruleLst/>
<dgm:forEach name="steps" axis="ch" ptType="node">
<dgm:layoutNode name="step"><dgm:varLst><dgm:bulletEnabled val="1"/></dgm:varLst><dgm:alg type="tx"/>
<dgm:shape type="roundRect" r:blip=""><dgm:adjLst/></dgm:shape><dgm:presOf axis="desOrSelf" ptType="node"/>
<dgm:constrLst/><dgm:ruleLst><dgm:rule type="primFontSz" val="5" fact="NaN" max="NaN"/></dgm:ruleLst>
</dgm:layoutNode>
<dgm:forEach name="gaps" axis="followSib" ptType="sibTrans" cnt="1">
<dgm:layoutNode name="gap"><dgm:alg type="sp"/><dgm:shape r:blip=""><dgm:adjLst/></dgm:shape><dgm:presOf/>
<dgm:constrLst/><dgm:ruleLst/></dgm:layoutNode>
</dgm:forEach>
</dgm:forEach>
</dgm:layoutNode></dgm:layoutDef>"""

_STYLE = f"""<dgm:styleDef {_NAMESPACES} uniqueId="{_UNIQUE}/style/lugn">
<dgm:title val=""/><dgm:desc val=""/><dgm:catLst><dgm:cat type="simple" pri="10100"/></dgm:catLst>
<dgm:scene3d><a:camera prst="orthographicFront"/><a:lightRig rig="threePt" dir="t"/></dgm:scene3d>
<dgm:styleLbl name="node1">
<dgm:scene3d><a:camera prst="orthographicFront"/><a:lightRig rig="threePt" dir="t"/></dgm:scene3d>
<dgm:sp3d/><dgm:txPr/>
<dgm:style><a:lnRef idx="2"><a:scrgbClr r="0" g="0" b="0"/></a:lnRef>
<a:fillRef idx="1"><a:scrgbClr r="0" g="0" b="0"/></a:fillRef>
<a:effectRef idx="0"><a:scrgbClr r="0" g="0" b="0"/></a:effectRef>
<a:fontRef idx="minor"><a:schemeClr val="lt1"/></a:fontRef></dgm:style>
</dgm:styleLbl></dgm:styleDef>"""

_COLOURS = f"""<dgm:colorsDef {_NAMESPACES} uniqueId="{_UNIQUE}/colors/accent">
<dgm:title val=""/><dgm:desc val=""/><dgm:catLst><dgm:cat type="accent1" pri="11200"/></dgm:catLst>
<dgm:styleLbl name="node1">
<dgm:fillClrLst meth="repeat"><a:schemeClr val="accent1"/></dgm:fillClrLst>
<dgm:linClrLst meth="repeat"><a:schemeClr val="lt1"/></dgm:linClrLst>
<dgm:effectClrLst/><dgm:txLinClrLst/><dgm:txFillClrLst/><dgm:txEffectClrLst/>
</dgm:styleLbl></dgm:colorsDef>"""

_SHAPE = Template(
    """<dsp:sp modelId="{00000000-0000-4000-A000-00000000$number}">
<dsp:nvSpPr><dsp:cNvPr id="0" name=""/><dsp:cNvSpPr/></dsp:nvSpPr>
<dsp:spPr><a:xfrm><a:off x="$left" y="$top"/><a:ext cx="$width" cy="$height"/></a:xfrm>
<a:prstGeom prst="roundRect"><a:avLst/></a:prstGeom>
<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>
<a:ln w="12700"><a:solidFill><a:schemeClr val="lt1"/></a:solidFill></a:ln></dsp:spPr>
<dsp:style><a:lnRef idx="2"><a:scrgbClr r="0" g="0" b="0"/></a:lnRef>
<a:fillRef idx="1"><a:scrgbClr r="0" g="0" b="0"/></a:fillRef>
<a:effectRef idx="0"><a:scrgbClr r="0" g="0" b="0"/></a:effectRef>
<a:fontRef idx="minor"><a:schemeClr val="lt1"/></a:fontRef></dsp:style>
<dsp:txBody><a:bodyPr lIns="72000" rIns="72000" anchor="ctr"><a:normAutofit/></a:bodyPr><a:lstStyle/>
<a:p><a:pPr algn="ctr"/><a:r><a:rPr lang="sv-SE" sz="1800"/><a:t>$text</a:t></a:r></a:p></dsp:txBody>
<dsp:txXfrm><a:off x="$left" y="$top"/><a:ext cx="$width" cy="$height"/></dsp:txXfrm></dsp:sp>"""
)

_FRAME = Template(
    f"""<p:graphicFrame xmlns:p="{_OFFICE}/presentationml/2006/main" {_NAMESPACES}>
<p:nvGraphicFramePr><p:cNvPr id="$shape" name="Diagram $shape" descr="$alt"/><p:cNvGraphicFramePr/><p:nvPr/>
</p:nvGraphicFramePr>
<p:xfrm><a:off x="$left" y="$top"/><a:ext cx="$width" cy="$height"/></p:xfrm>
<a:graphic><a:graphicData uri="{_OFFICE}/drawingml/2006/diagram">
<dgm:relIds r:dm="$data" r:lo="$layout" r:qs="$style" r:cs="$colours"/></a:graphicData></a:graphic>
</p:graphicFrame>"""
)


def add_steps(slide: Slide, labels: tuple[str, ...], box: tuple[int, int, int, int], serial: int) -> None:
    """Add a SmartArt row of steps to the slide within left, top, width, height (EMU).

    `serial` numbers the diagram's parts within the deck, from 1.
    """
    left, top, width, height = box
    drawing = _add(slide, serial, "drawing", _drawing(labels, width, height), "drawingml.diagramDrawing+xml")
    ids = {
        "data": _add(slide, serial, "data", _data(labels, drawing), "drawingml.diagramData+xml"),
        "layout": _add(slide, serial, "layout", _LAYOUT, "drawingml.diagramLayout+xml"),
        "style": _add(slide, serial, "quickStyle", _STYLE, "drawingml.diagramStyle+xml"),
        "colours": _add(slide, serial, "colors", _COLOURS, "drawingml.diagramColors+xml"),
    }
    shape = max(int(found) for found in slide.shapes._spTree.xpath(".//p:cNvPr/@id")) + 1
    summary = f"{len(labels)} steg i följd, från {labels[0].lower()} till {labels[-1].lower()}"
    alt = escape(summary, {'"': "&quot;"})
    frame = _FRAME.substitute(ids, shape=shape, alt=alt, left=left, top=top, width=width, height=height)
    slide.shapes._spTree.append(parse_xml(frame))


def _add(slide: Slide, serial: int, name: str, xml: str, kind: str) -> str:
    """Add a part of a diagram to the slide and return the id of the relation to it."""
    if name == "drawing":
        content_type = f"application/vnd.ms-office.{kind}"
        relation = "http://schemas.microsoft.com/office/2007/relationships/diagramDrawing"
    else:
        content_type = f"application/vnd.openxmlformats-officedocument.{kind}"
        relation = f"{_OFFICE}/officeDocument/2006/relationships/diagram{name[0].upper()}{name[1:]}"
    address = PackURI(f"/ppt/diagrams/{name}{serial}.xml")
    part = Part(address, content_type, slide.part.package, (_HEAD + xml).encode())
    return str(slide.part.relate_to(part, relation))


def _guid(number: int) -> str:
    return f"{{00000000-0000-4000-A000-{number:012d}}}"


def _data(labels: tuple[str, ...], drawing: str) -> str:
    """Return the model: a document point, a point for each step and the transitions between them."""
    points = [
        f'<dgm:pt modelId="{_guid(0)}" type="doc">'
        f'<dgm:prSet loTypeId="{_UNIQUE}/layout/steg" loCatId="process" '
        f'qsTypeId="{_UNIQUE}/style/lugn" qsCatId="simple" '
        f'csTypeId="{_UNIQUE}/colors/accent" csCatId="accent1"/>'
        "<dgm:spPr/><dgm:t><a:bodyPr/><a:lstStyle/><a:p/></dgm:t></dgm:pt>"
    ]
    links = []
    for n, label in enumerate(labels):
        node, parent, sibling, link = (_guid(10 * n + offset) for offset in (11, 12, 13, 14))
        points.append(
            f'<dgm:pt modelId="{node}"><dgm:prSet/><dgm:spPr/><dgm:t><a:bodyPr/><a:lstStyle/><a:p><a:r>'
            f'<a:rPr lang="sv-SE"/><a:t>{escape(label)}</a:t></a:r></a:p></dgm:t></dgm:pt>'
        )
        for transition, kind in ((parent, "parTrans"), (sibling, "sibTrans")):
            points.append(
                f'<dgm:pt modelId="{transition}" type="{kind}" cxnId="{link}"><dgm:prSet/><dgm:spPr/>'
                "<dgm:t><a:bodyPr/><a:lstStyle/><a:p/></dgm:t></dgm:pt>"
            )
        links.append(
            f'<dgm:cxn modelId="{link}" srcId="{_guid(0)}" destId="{node}" srcOrd="{n}" destOrd="0" '
            f'parTransId="{parent}" sibTransId="{sibling}"/>'
        )
    return (
        f"<dgm:dataModel {_NAMESPACES}><dgm:ptLst>{''.join(points)}</dgm:ptLst>"
        f"<dgm:cxnLst>{''.join(links)}</dgm:cxnLst><dgm:bg/><dgm:whole/>"
        f'<dgm:extLst><a:ext uri="http://schemas.microsoft.com/office/drawing/2008/diagram">'
        f'<dsp:dataModelExt xmlns:dsp="{_DSP}" relId="{drawing}" '
        f'minVer="http://schemas.openxmlformats.org/drawingml/2006/diagram"/></a:ext></dgm:extLst></dgm:dataModel>'
    )


def _drawing(labels: tuple[str, ...], width: int, height: int) -> str:
    """Return the steps as shapes, laid out as the layout part would."""
    step = int(width / (len(labels) * 1.1 - 0.1))
    high = int(height * 0.4)
    shapes = "".join(
        _SHAPE.substitute(
            number=f"{10 * n + 11:04d}",
            left=int(n * step * 1.1),
            top=(height - high) // 2,
            width=step,
            height=high,
            text=escape(label),
        )
        for n, label in enumerate(labels)
    )
    return (
        f'<dsp:drawing xmlns:dsp="{_DSP}" xmlns:dgm="{_OFFICE}/drawingml/2006/diagram" '
        f'xmlns:a="{_OFFICE}/drawingml/2006/main"><dsp:spTree><dsp:nvGrpSpPr><dsp:cNvPr id="0" name=""/>'
        f"<dsp:cNvGrpSpPr/></dsp:nvGrpSpPr><dsp:grpSpPr/>{shapes}</dsp:spTree></dsp:drawing>"
    )
