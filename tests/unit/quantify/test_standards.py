"""Required posts against published figures, and the laws that any such figure obeys."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffing.errors import InputError
from staffing.models.base import Method, Normalisation
from staffing.models.standards import (
    Allowance,
    AllowanceKind,
    Per,
    Rounding,
    Standard,
    StandardSource,
    WorkingTime,
)
from staffing.models.tasks import Tasks, TaskSum
from staffing.models.workload import Take, Window
from staffing.quantify.calendar import YEARS, holidays, rest_days, working_days
from staffing.quantify.demand import quantify
from staffing.quantify.hours import driver_work
from staffing.quantify.standards import (
    category_share,
    days_worked,
    individual_hours,
    requirement,
    rounded,
)
from staffing.service.requiring import required_posts
from tests.unit.builders_scenario import scenario

CATEGORY, INDIVIDUAL = AllowanceKind.CATEGORY, AllowanceKind.INDIVIDUAL


def number(value):
    return Decimal(str(value))


def standards(**hours):
    return tuple(
        Standard(activity=name, unit_hours=number(value), source=StandardSource.EXPERT)
        for name, value in hours.items()
    )


def working(days, hours=8, **leave):
    days_off = {key: number(value) for key, value in leave.items()}
    return (WorkingTime(days=number(days), hours_per_day=number(hours), **days_off),)


def shared(*shares):
    return tuple(
        Allowance(name=f"a{n}", kind=CATEGORY, share=number(share)) for n, share in enumerate(shares)
    )


def required(counts, **fields):
    return of(scenario(counts, 4, **fields))


def of(source):
    """Return what each station of a scenario requires, rounded as it says."""
    found = required_posts(source)
    assert found is not None
    return found


def about(value, places=6):
    return pytest.approx(float(value), abs=0.5 * 10**-places)


# -- published and computed figures (WISN) ------------------------------------------------------------------


def test_an_hiv_clinic_in_kenya():
    """Burmen, Owuor, Mitei 2017, Hum Resour Health 15:9, Table 3; the factor continued by its formula."""
    gross = Decimal("4.5") * 52
    assert gross == 234
    [clinic] = required(
        {"visit": [10_000 * 10]},
        in_post=[12],
        standards=standards(visit="0.25"),
        working_time=working(gross - 10, annual_leave=30, sick_leave=15),
        allowances=(Allowance(name="other", kind=CATEGORY, hours=Decimal(10 * 8), per=Per.YEAR),),
    )
    assert clinic.components[0].hours == 25_000
    assert clinic.components[0].hours / 8 == 3125
    assert clinic.working_days == 179
    assert float(clinic.staff) == about("17.46", 2)
    assert clinic.category_share == Fraction(10, 179)
    assert float(clinic.category_factor) == about("1.059172")
    assert float(clinic.required) == about("18.4911", 4)
    assert float(clinic.ratio) == about(12 / 18.4911, 4)


def test_three_activities_with_both_kinds_of_allowance():
    """The formulas of the manual from end to end (computed); a rate of 0.25 an hour is 4 hours a unit."""
    [one] = required(
        {"complaint": [3600], "inspection": [900], "patrol": [600]},
        in_post=[9],
        standards=standards(complaint=2, inspection=3, patrol=4),
        working_time=working(250, sick_leave=10, training=5, other=5),
        allowances=(
            *shared("0.08", "0.07"),
            Allowance(name="head", kind=INDIVIDUAL, hours=Decimal(460), staff=Decimal(1)),
        ),
    )
    assert one.available_hours == 1840
    units = [part.quantity / part.staff for part in one.components]
    assert [float(unit) for unit in units] == [about(920), about("613.333333"), about(460)]
    assert float(one.staff) == about("6.684783")
    assert float(one.category_factor) == about("1.176471")
    assert one.individual_factor == Fraction(1, 4)
    assert float(one.required) == about("8.11445", 5)
    assert float(one.ratio) == about("1.109132")
    assert one.difference == 9 - one.required


def test_an_existing_tool_adds_up_factors_from_cadre_to_cadre_which_is_wrong():
    """A defect seen in public code: totals of allowances not reset, so the second unit has both."""
    two = required(
        {"work": [1000, 1000]},
        standards=standards(work=1),
        allowances=(
            *shared("0.1"),
            Allowance(name="duty", kind=CATEGORY, station="S1", share=Decimal("0.1")),
            Allowance(name="head", kind=INDIVIDUAL, hours=Decimal(100), staff=Decimal(1), station="S1"),
        ),
    )
    assert [one.category_share for one in two] == [Fraction(1, 5), Fraction(1, 10)]
    assert [one.individual_hours for one in two] == [100, 0]


def test_ratio_of_the_textbook():
    """Existing 120, required 100: ratio 1.2, a fifth too many."""
    [one] = required(
        {"work": [100 * 2000]}, in_post=[120], standards=standards(work=1), working_time=working(250)
    )
    assert (one.required, one.ratio, one.difference) == (100, Fraction(6, 5), 20)


@pytest.mark.parametrize(
    ("days", "hours", "leave", "expected"),
    [
        # 260 days less 43 of absence at 7 hours: 217 days, 1519 hours (teaching text).
        (260, 7, {"annual_leave": 22, "other": 10, "sick_leave": 6, "training": 5}, (217, 1519)),
        (240, 8, {"annual_leave": 40}, (200, 1600)),
        # China: 365 - 104 - 13, ten days of leave: 1904 hours.
        (248, 8, {"annual_leave": 10}, (238, 1904)),
    ],
)
def test_available_working_time(days, hours, leave, expected):
    [one] = required({"work": [1]}, standards=standards(work=1), working_time=working(days, hours, **leave))
    assert (one.working_days, one.available_hours) == expected


def test_factors_of_the_teaching_text():
    """15 % of support work: 1.176; 600 individual hours at an available time of 1200: 0.5."""
    [one] = required(
        {"work": [1]},
        standards=standards(work=1),
        working_time=working(150),
        allowances=(
            *shared("0.15"),
            Allowance(name="i", kind=INDIVIDUAL, hours=Decimal(600), staff=Decimal(1)),
        ),
    )
    assert float(one.category_factor) == about("1.176", 3)
    assert one.individual_factor == Fraction(1, 2)


def test_minutes_of_service():
    """8000 immunisations of 10 minutes and 4000 antenatal visits of 20: 160,000 minutes (teaching text)."""
    six = standards(immunisation=10, antenatal=20)
    [one] = required({"immunisation": [8000], "antenatal": [4000]}, standards=six)
    assert sum(part.hours for part in one.components) == 160_000


# -- weighted caseload and patrol ---------------------------------------------------------------------------


def test_patrol_of_three_rivers():
    """14,500 hours on calls at 2080 a year: 6.97, rounded up 7; with 35 % for patrol and administration 10.72."""
    fields = {"standards": standards(call="2.9"), "working_time": working(260)}
    [plain] = required({"call": [5000]}, rounding=Rounding.CEIL, **fields)
    assert plain.components[0].hours == 14_500
    assert (float(plain.required), plain.posts) == (about("6.97", 2), 7)
    [whole] = required({"call": [5000]}, allowances=shared("0.3", "0.05"), **fields)
    assert float(whole.required) == about("10.72", 2)


def test_relief_factor():
    """A post of 8 hours on 365 days, 2080 hours less 382 of absence: 1.7 people (Washington, 2012)."""
    [one] = required(
        {"day": [365]}, standards=standards(day=8), working_time=working(260, other=Decimal(382) / 8)
    )
    assert one.available_hours == 1698
    assert float(one.required) == about("1.71967", 5)


def test_judges_by_weighted_filings():
    """NCSC: 2500, 1800 and 900 filings of 45, 60 and 120 minutes, 77,400 minutes a year: 4.2442 (computed)."""
    [one] = required(
        {"civil": [2500], "criminal": [1800], "family": [900]},
        standards=standards(civil="0.75", criminal=1, family=2),
        working_time=working(215, 6),
    )
    assert one.available_hours * 60 == 77_400
    assert sum(part.hours for part in one.components) * 60 == 328_500
    assert float(one.required) == about("4.2442", 4)


# -- calendar -----------------------------------------------------------------------------------------------


def test_working_days_of_china_before_and_after_the_decree_of_2024():
    """全国年节及纪念日放假办法: 11 days until 2024, 13 from 2025; 365 - 104 - 11 = 250, 365 - 104 - 13 = 248."""
    assert (holidays(2024).days, holidays(2025).days) == (11, 13)
    assert "795号" in holidays(2025).decree
    assert rest_days(2025) == 104
    assert working_days(2025) == 248
    assert 365 - 104 - holidays(2023).days == 250
    assert {year: int(working_days(year)) for year in (2022, 2024, 2028)} == {2022: 249, 2024: 251, 2028: 247}


def test_a_year_without_calendar_is_refused_unless_its_days_are_given():
    with pytest.raises(InputError, match="E_CALENDAR"):
        days_worked(WorkingTime(year=YEARS[-1] + 1))
    assert days_worked(WorkingTime(year=YEARS[-1] + 1, days=Decimal(250))) == 250


def test_without_working_time_a_post_works_every_working_day_of_2025():
    [one] = required({"work": [1984]}, standards=standards(work=2))
    assert (one.available_hours, one.required) == (1984, 2)


def test_a_station_has_its_own_working_time_or_that_of_all():
    times = (*working(250), WorkingTime(station="S2", days=Decimal(125)))
    two = required({"work": [2000, 2000]}, standards=standards(work=1), working_time=times)
    assert [one.required for one in two] == [1, 2]


# -- allowances ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours", "per", "share"),
    [
        (1, Per.DAY, Fraction(1, 8)),
        (4, Per.WEEK, Fraction(4, 40)),
        (10, Per.MONTH, Fraction(120, 1600)),
        (80, Per.YEAR, Fraction(80, 1600)),
    ],
)
def test_hours_become_a_share_of_working_time(hours, per, share):
    [time] = working(200)
    allowance = Allowance(name="a", kind=CATEGORY, hours=Decimal(hours), per=per)
    assert category_share([allowance], time, days_worked(time)) == share


def test_individual_hours_of_all_people_on_days_worked():
    days = Fraction(200)
    every = [
        Allowance(name="d", kind=INDIVIDUAL, hours=Decimal(1), per=Per.DAY, staff=Decimal(2)),
        Allowance(name="w", kind=INDIVIDUAL, hours=Decimal(3), per=Per.WEEK, staff=Decimal("0.5")),
        Allowance(name="c", kind=CATEGORY, hours=Decimal(99), per=Per.YEAR),
    ]
    assert individual_hours(every, days) == 400 + 60


@pytest.mark.parametrize("shares", [("1",), ("0.5", "0.5"), ("0.9", "0.2")])
def test_all_of_the_time_or_more_is_refused(shares):
    allowances = tuple(
        Allowance(name=f"a{n}", kind=CATEGORY, share=Decimal(share)) for n, share in enumerate(shares)
    )
    with pytest.raises(InputError, match="E_ALLOWANCE_SUM"):
        required({"work": [1]}, standards=standards(work=1), allowances=allowances)


def test_leave_of_all_days_is_refused():
    with pytest.raises(InputError, match="E_WORKING_TIME"):
        required({"work": [1]}, standards=standards(work=1), working_time=working(20, annual_leave=20))


# -- where the hours come from ------------------------------------------------------------------------------


def test_without_evidence_in_hours_there_is_no_requirement():
    assert requirement(scenario({"work": [1, 2]}, 4)) is None
    assert requirement(scenario({"work": [1]}, 4, standards=standards(other=1))) is None


@pytest.mark.parametrize(
    ("period", "times"),
    [
        (None, 1),
        ("2025", 1),
        ("2025上半年", 2),
        ("2025年一季度", 4),
        ("2025-03", 12),
        ("２０２５年３月", 12),
        ("2025-01-01至2025-03-14", 5),
        ("2024", 1),
    ],
)
def test_counts_become_those_of_a_year(period, times):
    source = scenario({"work": [10]}, 1, standards=standards(work=1))
    [driver] = source.drivers
    source = source.model_copy(update={"drivers": (driver.model_copy(update={"period": period}),)})
    [one] = of(source)
    assert one.components[0].quantity == 10 * times


@pytest.mark.parametrize(("take", "a_year"), [(Take.SUM, 120), (Take.MEAN, 120), (Take.PEAK, 240)])
def test_counts_of_a_window_become_those_of_a_year(take, a_year):
    source = scenario({"work": [20]}, 1, standards=standards(work=1))
    [driver] = source.drivers
    series = {"2025-01": {"S1": Decimal(0)}, "2025-02": {"S1": Decimal(20)}}
    value = {"S1": Decimal(20)}
    update = {"values": value, "series": series, "period": "2025-01..2025-02"}
    window = Window(months=2, take=take)
    [one] = of(source.model_copy(update={"drivers": (driver.model_copy(update=update),), "window": window}))
    assert one.components[0].quantity == a_year


def test_a_period_that_names_no_days_is_refused():
    source = scenario({"work": [10]}, 1, standards=standards(work=1))
    [driver] = source.drivers
    with pytest.raises(InputError, match="E_STANDARD_PERIOD"):
        requirement(source.model_copy(update={"drivers": (driver.model_copy(update={"period": "近三年"}),)}))


def test_the_standard_is_that_of_the_end_of_the_period():
    old, new = (
        Standard(
            activity="work",
            unit_hours=Decimal(hours),
            source=StandardSource.STATUTE,
            valid_from=first,
            valid_to=last,
        )
        for hours, first, last in ((1, "2020-01-01", "2024-12-31"), (3, "2025-01-01", "2025-12-31"))
    )
    source = scenario({"work": [10]}, 1, standards=(old, new))
    [driver] = source.drivers

    def ending(period):
        return source.model_copy(update={"drivers": (driver.model_copy(update={"period": period}),)})

    hours = {
        period: driver_work(ending(period))[0].hours for period in ("2024", "2025", "2024年1月至2025年12月")
    }
    assert hours == {"2024": 1, "2025": 3, "2024年1月至2025年12月": Fraction(3, 2)}
    with pytest.raises(InputError, match="E_STANDARD_DATE"):
        driver_work(ending("2026"))


def ledger(*rows, months):
    return Tasks(
        sums=tuple(
            TaskSum(
                station=station,
                month=month,
                activity=activity,
                quantity=Decimal(quantity),
                hours=Decimal(hours),
                points=Decimal(hours),
            )
            for station, month, activity, quantity, hours in rows
        ),
        months=months,
    )


def test_the_ledger_counts_for_the_months_that_it_covers_and_the_drivers_beside_it_do_not():
    tasks = ledger(
        ("S1", "2025-01", "visit", 10, 20),
        ("S1", "2025-02", "visit", 20, 40),
        ("S1", "2025-02", "talk", 1, 5),
        months=("2025-01", "2025-02", "2025-03"),
    )
    one, idle = required({"visit": [999, 1]}, standards=standards(visit=2), tasks=tasks)
    assert [(part.activity, part.quantity, part.hours) for part in one.components] == [
        ("talk", 4, 20),
        ("visit", 120, 240),
    ]
    assert [part.standard is not None for part in one.components] == [False, True]
    assert (idle.components, idle.required) == ((), 0)


# -- rounding -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("needed", "posts"),
    [
        ("0", 0),
        ("0.01", 1),
        ("1", 1),
        ("1.1", 1),
        ("1.1001", 2),
        ("2.2", 2),
        ("2.21", 3),
        ("3.3", 3),
        ("3.31", 4),
        ("4.4", 4),
        ("4.41", 5),
        ("5.5", 5),
        ("5.51", 6),
        ("6.49", 6),
        ("6.5", 7),
        ("10.9", 11),
    ],
)
def test_up_to_a_tenth_more_work_stays_with_the_lower_number(needed, posts):
    """WHO's rule as recalled from the manual of 2010, for up to 5 posts; above them as usual."""
    assert rounded(Fraction(needed), Rounding.WISN10) == posts


def test_military_police_round_at_a_half():
    """US Army MP1033: 28 hours of work over 8 are 3.5; rounding at 0.5 gives 4, unless hours are moved."""
    assert rounded(Fraction(28, 8), Rounding.HALF_UP) == 4
    assert rounded(Fraction(28, 8) - Fraction(4, 8), Rounding.HALF_UP) == 3


def test_no_rounding_and_rounding_of_all_together_say_nothing_of_one_station():
    assert rounded(Fraction(7, 2), Rounding.NONE) is None
    assert rounded(Fraction(7, 2), Rounding.APPORTION) is None


@pytest.mark.parametrize("method", list(Method))
def test_apportioned_posts_sum_to_the_rounded_total(method):
    source = scenario(
        {"work": [0, 2976, 2976, 2976]},
        4,
        standards=standards(work=1),
        rounding=Rounding.APPORTION,
        method=method,
    )
    found = of(source)
    assert [one.required for one in found] == [0, Fraction(3, 2), Fraction(3, 2), Fraction(3, 2)]
    assert sorted(one.posts or 0 for one in found) == [0, 1, 2, 2]
    assert found[0].posts == 0
    # Alone every station would be rounded up, which makes six.
    assert [rounded(one.required, Rounding.HALF_UP) for one in found] == [0, 2, 2, 2]


def test_nothing_to_apportion():
    found = of(scenario({"work": [1, 1]}, 4, standards=standards(work="0.001"), rounding=Rounding.APPORTION))
    assert [one.posts for one in found] == [0, 0]


# -- by hours -----------------------------------------------------------------------------------------------


def test_by_hours_the_index_is_the_share_of_all_hours_whatever_the_weights():
    fields = {"standards": standards(a=2, b="0.5"), "normalisation": Normalisation.HOURS}
    for weights in ({"a": "0.9", "b": "0.1"}, {"a": "0.1", "b": "0.9"}):
        demand = quantify(scenario({"a": [10, 30], "b": [40, 0]}, 4, weights=weights, **fields))
        assert demand.index == (Fraction(40, 100), Fraction(60, 100))
        assert demand.contributions == {
            "a": (Fraction(20, 100), Fraction(60, 100)),
            "b": (Fraction(20, 100), 0),
        }


def test_by_hours_a_quarter_counts_four_times():
    source = scenario(
        {"a": [10, 0], "b": [0, 10]},
        4,
        standards=standards(a=1, b=1),
        normalisation=Normalisation.HOURS,
    )
    first, second = source.drivers
    changed = source.model_copy(update={"drivers": (first.model_copy(update={"period": "2025-Q1"}), second)})
    assert quantify(changed).index == (Fraction(4, 5), Fraction(1, 5))


def test_by_hours_every_driver_needs_a_standard():
    source = scenario(
        {"a": [1, 2], "b": [3, 4]}, 4, standards=standards(a=1), normalisation=Normalisation.HOURS
    )
    with pytest.raises(InputError, match=r"b.*E_HOURS_STANDARD"):
        quantify(source)


# -- laws ---------------------------------------------------------------------------------------------------

counts = st.lists(st.integers(0, 10**6), min_size=2, max_size=6)
hours = st.decimals(min_value=Decimal("0.01"), max_value=100, places=2)
days = st.integers(20, 366)


@given(counts, hours, days)
def test_twice_the_unit_hours_are_twice_the_staff(work, each, year):
    time = working(year)
    once = required({"work": work}, standards=standards(work=each), working_time=time)
    twice = required({"work": work}, standards=standards(work=each * 2), working_time=time)
    assert [one.staff * 2 for one in once] == [one.staff for one in twice]


@given(counts, hours, days)
def test_half_the_working_time_is_twice_the_staff(work, each, year):
    full = required({"work": work}, standards=standards(work=each), working_time=working(year))
    half = required({"work": work}, standards=standards(work=each), working_time=working(Decimal(year) / 2))
    assert [one.staff * 2 for one in full] == [one.staff for one in half]


@given(counts, hours, st.decimals(min_value=0, max_value=Decimal("0.99"), places=2))
def test_merging_two_stations_adds_what_they_require(work, each, share):
    fields = {"standards": standards(work=each), "allowances": shared(share)}
    apart = required({"work": work}, **fields)
    merged = required({"work": [work[0] + work[1], *work[2:]]}, **fields)
    assert merged[0].staff == apart[0].staff + apart[1].staff
    assert merged[0].required == apart[0].required + apart[1].required


@given(st.fractions(min_value=0, max_value=60))
def test_rounding_never_strays_by_a_post_or_more(needed):
    for policy in (Rounding.WISN10, Rounding.CEIL, Rounding.HALF_UP):
        assert abs(rounded(needed, policy) - needed) < 1
