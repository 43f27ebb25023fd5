"""Who heads the leading group, and by which document it was founded."""

import re
from collections.abc import Sequence

from dossier import Leader, Leadership, LeadershipDocument
from extract.assertions import is_asserted
from extract.documents import titled_documents
from extract.sentences import Sentence
from policy.form import LeadershipWords

_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝"
    "邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊"
    "胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊"
    "宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴"
    "瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧沃利蔚越夔隆师巩聂晁勾敖融冷辛阚那简饶空曾沙养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖闫付邸续兰原亢药"
)
_ASSISTANT = "助理"
_LOWER_OFFICE = re.compile(r"乡镇|街道|各村|社区")
_REPLACED = re.compile(r"调整|变更|改为|改任|接任|换届")
_NO_NAMES = re.compile(r"亲自|同志|助理|待定|主要|担任|兼任|分别|某|直接|牵头|负责|共同")


def find_leadership(sentences: Sequence[Sentence], words: LeadershipWords) -> Leadership:
    """The first head named, and the documents that found a group."""
    named, listed = _patterns(words)
    leader, documents = None, []
    for sentence in sentences:
        if leader is None and is_asserted(sentence.text):
            found = _find_named(sentence.text, named) or _find_listed(sentence.text, listed, words)
            if found:
                leader = Leader(name=found[0], title=found[1], evidence=(sentence.evidence(),))
        for title, number in titled_documents(sentence.text):
            if any(group in title for group in words.groups):
                document = LeadershipDocument(title=title, number=number, evidence=(sentence.evidence(),))
                documents.append(document)
    return Leadership(leader=leader, documents=tuple(documents))


def _patterns(words: LeadershipWords) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """ "由县长某某任组长", and "组长：某某  县长"; never a deputy, never one who was."""
    known = sorted((*words.principal_titles, *words.other_titles), key=len, reverse=True)
    titles = "|".join(map(re.escape, known))
    heads = "|".join(r"\s*".join(map(re.escape, head)) for head in words.head)
    head = rf"(?:第一|双)?(?<!副)(?:{heads})"
    becomes = rf"(?:同志)?(?:亲自)?(?:任|担任|为|兼任|出任){head}"
    named = rf"(?<![副原])(?P<title>{titles})(?P<name>[㐀-鿿]{{2,3}}?)?{becomes}"
    listed = rf"(?<!副){head}\s*[:：]\s*(?P<name>[㐀-鿿]{{2,3}})(?=[\s（(，,、])(?P<rest>[^。；\n]{{1,40}})"
    return re.compile(named), re.compile(listed)


def _find_named(text: str, pattern: re.Pattern[str]) -> tuple[str | None, str] | None:
    """Of two heads in one sentence the later counts where the first was replaced; an assistant of somebody
    is not that person."""
    matches = [match for match in pattern.finditer(text) if match["name"] != _ASSISTANT]
    if not matches or _LOWER_OFFICE.search(text):
        return None
    match = matches[-1] if _REPLACED.search(text) else matches[0]
    return _person(match["name"]), match["title"]


def _find_listed(
    text: str, pattern: re.Pattern[str], words: LeadershipWords
) -> tuple[str | None, str] | None:
    """Of several posts behind a name the principal one is taken."""
    match = pattern.search(text)
    name = _person(match["name"]) if match else None
    if match is None or name is None:
        return None
    own = re.split(r"副\s*组\s*长|成\s*员", match["rest"])[0]
    for titles in (words.principal_titles, words.other_titles):
        for title in sorted(titles, key=len, reverse=True):
            if re.search(rf"(?<![副原]){re.escape(title)}", own):
                return name, title
    return None


def _person(name: str | None) -> str | None:
    """A word that begins with a surname and is no other word."""
    if not name or name[0] not in _SURNAMES or _NO_NAMES.search(name):
        return None
    return name
