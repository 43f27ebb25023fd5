"""Who issued a document, from the words before its title or behind it."""

import re

_BODY = (
    r"(?:[一-鿿]{0,12}?(?:委员会办公室|人民政府办公室|政府办公室|政府办|委办公室|委办|人民政府|政府|管委会|管理委员会|党工委|局|办公室|委员会|中心"
    r"|委|支行|银行|金融办|工商联|办))"
)
_BODIES = rf"{_BODY}(?:(?:[、和及与]|会同|联合){_BODY})*"
_VERB = r"(?:关于)?(?:印发|出台|制定|下发|发布|颁布|制订|修订|推出|编制)"
_BETWEEN = r"(?:先后|联合|分别|牵头|共同|已|又|还|正式|研究|及时|陆续|相继|集中|专门|也)*"
_AHEAD = re.compile(rf"(?:^|[，,。；:：])?\s*(?P<who>{_BODIES}){_BETWEEN}{_VERB}")
_IN_NAME = re.compile(rf"以(?P<who>{_BODIES})(?:的)?名义")
_BEHIND = re.compile(
    rf"^[^《。；]{{0,6}}由(?P<who>{_BODIES})(?:于[^，。；]{{0,12}})?(?:印发|出台|制定|下发|发布)"
)
_LEAD = re.compile(
    r"^(?:.*(?:[年月日，,]|由|来|后|期间)|(?:经[一-鿿]{2,12}(?:研究|同意|审议)[一-鿿]{0,4})|我县|我区|我市|本县)(?=[一-鿿])"
)


def find_issuer(ahead: str) -> str | None:
    """The issuer that stands before the verb, in the clause of a title."""
    clause = re.split(r"[，,。；:：]", ahead.rstrip())[-1]
    match = _IN_NAME.search(ahead) or _AHEAD.match(clause) or _AHEAD.search(clause)
    if match is None:
        return None
    who = _LEAD.sub("", match["who"])
    return who if len(who) >= 3 else None


def find_issuer_behind(behind: str) -> str | None:
    """ "《…》由县政府于2018年印发"."""
    match = _BEHIND.match(behind)
    return match["who"] if match else None
