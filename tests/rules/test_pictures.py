"""R7 to R11, R16, R17, R24: how pictures are made."""

from __future__ import annotations

import re

from bs4.element import Tag

from tests.results_pages import read_text
from tests.rules.numbers import OPTIONS, OUTCOMES, list_numbers
from tests.rules.walk import Walked

CELL = 10
PEOPLE = 1000
#: A picture of a hundred people may be chosen where nothing is rarer.
SIZES = (PEOPLE, 100)


def list_arrays(page: Walked) -> list[Tag]:
    return page.main.select("svg.app-icon-array__people")


def read_points(shape: Tag) -> list[tuple[float, float]]:
    numbers = [float(one) for one in re.findall(r"-?[\d.]+", str(shape["points"]))]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def measure_area(shape: Tag) -> float:
    """Measure a polygon by the shoelace formula."""
    points = read_points(shape)
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def test_r07_one_array_for_each_option(screens: tuple[Walked, ...]) -> None:
    for page in screens:
        cards = page.main.select("article.app-card")
        assert sorted(str(card["id"]) for card in cards) == sorted(
            f"option-{option}" for option in OPTIONS
        )
        for card in cards:
            assert len(card.select("figure.app-icon-array")) == 1, page.address


def test_r08_whole_neutral_people_told_apart_by_shape(
    screens: tuple[Walked, ...],
) -> None:
    for page in screens:
        patterns = {
            str(pattern["id"]).removeprefix("people-"): re.sub(
                r' class="[^"]*"', "", pattern.decode_contents()
            )
            for pattern in page.soup.select("pattern")
        }
        drawings = [patterns[outcome] for outcome in OUTCOMES]
        assert len(set(drawings)) == len(OUTCOMES), "told apart by colour alone"
        for picture in list_arrays(page):
            for shape in picture.select("polygon"):
                corners = [one for point in read_points(shape) for one in point]
                assert all(corner % CELL == 0 for corner in corners), "part of a person"


def test_r09_each_group_is_one_block(screens: tuple[Walked, ...]) -> None:
    for page in screens:
        for picture in list_arrays(page):
            shapes = picture.select("polygon")
            area = sum(map(measure_area, shapes)) / CELL**2
            assert area in SIZES, page.address
            outcomes = [str(shape.get("data-outcome")) for shape in shapes]
            blocks = [
                one
                for place, one in enumerate(outcomes)
                if place == 0 or outcomes[place - 1] != one
            ]
            assert len(blocks) == len(set(blocks)), f"{page.address}: scattered"


def test_r10_few_deaths_are_shown_again_larger(screens: tuple[Walked, ...]) -> None:
    seen = 0
    for page in screens:
        for card in page.main.select("article.app-card"):
            option = str(card["id"]).removeprefix("option-")
            deaths = [
                shown
                for shown in list_numbers(card)
                if re.fullmatch(rf"{option}\.\d+\..*death.*\.mean", shown.id)
                or re.fullmatch(rf"{option}\.\d+\.died_treatment\.mean", shown.id)
            ]
            if deaths and 0 < deaths[0].value < 0.01:
                seen += 1
                [strip] = card.select(".app-death-strip svg")
                [whole] = card.select("svg.app-icon-array__people--wide")
                across = [
                    float(str(one["viewbox"]).split()[2]) for one in (strip, whole)
                ]
                assert across[0] < across[1], "not larger"
    assert seen


def test_r11_ranges_stand_in_pictures(screens: tuple[Walked, ...]) -> None:
    seen = 0
    for page in screens:
        for picture in list_arrays(page):
            kinds = {str(one["data-kind"]) for one in picture.select("[data-kind]")}
            for outcome in ("worse", "better"):
                shapes = picture.select(f'[data-outcome="{outcome}"]')
                if any(one["data-upper"] != one["data-lower"] for one in shapes):
                    seen += 1
                    assert f"{outcome}_maybe" in kinds, page.address
    assert seen


def test_r11_ranges_stand_in_words_with_their_meaning(
    screens: tuple[Walked, ...],
) -> None:
    for page in screens:
        ids = {shown.id for shown in list_numbers(page.main)}
        for option in OPTIONS:
            for outcome in ("worse", "same", "better"):
                for one in list(ids):
                    if re.fullmatch(rf"{option}\.\d+\.{outcome}\.mean", one):
                        stem = one.removesuffix("mean")
                        if f"{stem}lower95" in ids:
                            assert f"{stem}upper95" in ids
        text = read_text(page.main)
        assert "The true number most likely lies in the range" in text
        assert "range" in text


def test_r16_no_meaning_in_motion(walked: tuple[Walked, ...]) -> None:
    for page in walked:
        assert not page.soup.select(
            "animate, animateTransform, animateMotion, set, marquee, blink, video"
        ), page.address


def test_r17_the_gist_needs_no_click(screens: tuple[Walked, ...]) -> None:
    gist = (
        "h1, .app-card__name, .app-deaths__sentence, .app-icon-array svg, .app-counts"
    )
    for page in screens:
        found = page.main.select(gist)
        assert len(found) > 2 * len(OPTIONS)
        for part in found:
            assert not part.find_parents("details"), page.address
            assert not part.find_parents(attrs={"hidden": True}), page.address


def test_r24_each_picture_is_one_named_figure(with_numbers: tuple[Walked, ...]) -> None:
    for page in with_numbers:
        pictures = page.main.select('svg[role="img"]')
        names = [str(picture.get("aria-labelledby", "")) for picture in pictures]
        assert all(names), page.address
        assert len(set(names)) == len(names), page.address
        for name in names:
            for part in name.split():
                [label] = page.soup.select(f'[id="{part}"]')
                assert read_text(label), f"{page.address}: {part} is empty"


def test_r24_each_picture_has_the_same_as_numbers(screens: tuple[Walked, ...]) -> None:
    for page in screens:
        for picture in page.main.select('svg[role="img"]'):
            around = [
                parent
                for parent in picture.find_parents(
                    ["figure", "article", "td", "tr", "section"]
                )
                if parent.select("[data-number], table")
                or "not known" in read_text(parent).lower()
            ]
            assert around, f"{page.address}: {picture.get('aria-labelledby')}"
