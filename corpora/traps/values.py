"""Values that nobody can be sure of."""

from corpora.traps.kit import FormTrap, Kit, SpoiltForm
from corpora.writing import Expected


def write_into(field: str, text: str) -> FormTrap:
    """A form that is right but for one cell, which must not be accepted."""
    return lambda kit: kit.tidy().with_value(field, text)


def write_right(field: str, text: str, value: float) -> FormTrap:
    """A form in which one cell is hard to read; accepted is right only with this value."""
    return lambda kit: kit.tidy().with_value(field, text).expect([field], Expected("accepted", value))


VALUE_TRAPS: dict[str, FormTrap] = {
    "count_cut_by_line_break": write_into("market_entities", "253\n45"),
    "count_cut_by_space": write_into("market_entities", "25 3 45"),
    "count_two_numbers": write_into("industrial_above_scale", "35/28"),
    "count_two_in_brackets": write_into("industrial_above_scale", "35（28）"),
    "count_corrected": write_into("industrial_above_scale", "35→36"),
    "count_range": write_into("industrial_above_scale", "50-55"),
    "count_about": write_into("market_entities", "约25000"),
    "count_more_than": write_into("market_entities", "2.5万余户"),
    "count_of_other_year": write_into("market_entities", "25345（2019年底）"),
    "count_in_money": write_into("industrial_above_scale", "35万元"),
    "count_in_per_cent": write_into("industrial_above_scale", "35%"),
    "count_letter_for_digit": write_into("market_entities", "25O45"),
    "count_letter_l": write_into("industrial_over_100m", "l2"),
    "count_missing_digit": write_into("market_entities", "２５？４5"),
    "count_gap_in_wide_digits": write_into("market_entities", "２５３　５"),
    "count_square_for_digit": write_into("market_entities", "2□345"),
    "count_bad_thousands": write_into("market_entities", "2,53,45"),
    "count_short_thousands": write_into("market_entities", "25,34"),
    "count_half": write_into("industrial_above_scale", "35.5"),
    "count_below_zero": write_into("industrial_above_scale", "-35"),
    "count_exponent": write_into("market_entities", "2.5E+04"),
    "count_impossible": write_into("market_entities", "2534500000"),
    "count_mixed_scale": write_into("market_entities", "2万5"),
    "count_of_a_part": write_into("industrial_above_scale", "其中：装备制造12家"),
    "count_new_and_all": write_into("industrial_over_100m", "本年5家，累计12家"),
    "count_elsewhere": write_into("industrial_above_scale", "详见附表3"),
    "count_unfilled_year": write_into("market_entities", "20××年25345"),
    "rate_860": write_into("sme_revenue_growth", "860%"),
    "rate_decimal_comma": write_into("sme_revenue_growth", "8,6%"),
    "rate_decimal_full_stop": write_into("sme_revenue_growth", "8。6%"),
    "rate_two_points": write_into("sme_revenue_growth", "8.6.1%"),
    "rate_double_negation": write_into("sme_revenue_growth", "下降-1.3%"),
    "rate_cut_by_line_break": write_into("sme_revenue_growth", "1\n2.6%"),
    "rate_range": write_into("cluster_output_growth", "8-10%"),
    "rate_against_another": write_into("sme_revenue_growth", "高于全省增速2.1个百分点"),
    "share_as_ratio": write_into("sme_gdp_share", "0.52"),
    "share_above_100": write_into("sme_gdp_share", "152.3%"),
    "share_change": write_into("non_coal_share", "提高1.2个百分点"),
    "share_per_mille": write_into("modern_services_share", "520‰"),
    "money_without_unit": write_into("sme_revenue", "2365800"),
    "money_two_units": write_into("sme_revenue", "236.58亿元（236.58万元）"),
    "money_in_enterprises": write_into("sme_tax", "4.73家"),
    "money_in_per_cent": write_into("sme_tax", "4.73%"),
    "money_impossible": write_into("sme_revenue", "2365800亿元"),
    "money_yuan_in_wan": write_into("special_fund", "5000000"),
    "money_cut_by_line_break": write_into("sme_revenue", "2365\n800万元"),
    "money_decimal_full_stop": write_into("sme_revenue", "236。58亿元"),
    "money_about": write_into("sme_revenue", "约236亿元"),
    "money_dollars": write_into("special_fund", "500万美元"),
    "names_too_few": write_into("startup_bases", "3个：云川县星火众创空间、云川县远帆创业园"),
    "names_twice": write_into("startup_bases", "2个：云川县星火众创空间、云川县星火众创空间"),
    "names_two_counts": write_into("startup_bases", "2个：云川县星火众创空间、云川县远帆创业园，共3个"),
    "names_list_elsewhere": write_into("specialized_smes", "6家（名单附后）"),
    "person_is_a_number": write_into("contact_person", "0340-2601234"),
    "phone_is_a_person": write_into("contact_phone", "王海燕"),
    "phone_digit_lost": write_into("contact_phone", "0340-26012"),
    "count_with_change": write_right("above_scale_enterprises", "58家，较上年增加12家", 58),
    "count_after_change": write_right("above_scale_enterprises", "比上年增加12家，达到58家", 58),
    "rate_with_change": write_right("sme_revenue_growth", "增长8.6%，比上年回落1.2个百分点", 8.6),
    "fund_two_years": write_right("special_fund", "2019年300万元，2020年500万元", 500.0),
}


def trap_doubtful_everywhere(kit: Kit) -> SpoiltForm:
    """A form nobody has finished: every figure is written as a guess."""
    form = kit.tidy()
    for field in kit.figures():
        form = form.with_value(field, "待核实")
    return form
