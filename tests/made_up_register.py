"""A province that does not exist: two cities that both have a 城区, names that changed, zones."""

from made_up_dossiers import POLICY

from policy import Policy
from policy.register import Registry

REGISTRY = Registry.model_validate(
    {
        "province": "云岭省",
        "cities": [
            {
                "code": "990100",
                "name": "岚川市",
                "counties": [
                    {"code": "990102", "name": "城区"},
                    {"code": "990103", "name": "松岭区", "former": ["松岭县", "南郊区"]},
                    {"code": "990104", "name": "竹溪区", "former": ["南郊区"]},
                    {"code": "990121", "name": "青石县"},
                    {"code": "990122", "name": "岱县"},
                ],
            },
            {
                "code": "990200",
                "name": "柏江市",
                "counties": [
                    {"code": "990202", "name": "城区"},
                    {"code": "990203", "name": "云台区", "former": ["柏江县", "矿区"]},
                    {"code": "990281", "name": "鹤鸣市"},
                    {"code": "990221", "name": "石门县"},
                ],
            },
        ],
        "zones": {
            "words": ["开发区", "高新区"],
            "known": [
                {
                    "name": "柏江高新技术产业开发区",
                    "also": ["柏江高新区"],
                    "city": "柏江市",
                    "host": "云台区",
                    "code": "990271",
                }
            ],
        },
        "statuses": [
            {
                "id": "former_poverty_county",
                "name": "原贫困县",
                "total": 4,
                "lists": [
                    {"title": "名单一", "source": "第一份名单", "counties": ["青石县", "岱县", "柏江市城区"]},
                    {"title": "未核实", "source": "听说", "certain": False, "counties": ["石门县"]},
                    {"title": "不是的", "source": "市里的说明", "holds": False, "counties": ["鹤鸣市"]},
                ],
            }
        ],
    }
)

REGISTERED: Policy = POLICY.model_copy(update={"registry": REGISTRY})
"""The programme with that register."""
