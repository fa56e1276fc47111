"""Every number that a page shows has a passport."""

import pytest
from django.test import Client

from decisionaid.presentation.wording.numbers import word_number
from riskmodel.interface import explain
from tests.factories import comparison_document
from tests.results_pages import PART_ADDRESSES, open_session, read_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", [*PART_ADDRESSES, "/results/print/"])
def test_every_number_of_a_page_has_a_passport(client: Client, address: str) -> None:
    open_session(client, comparison_document())
    page = read_page(client, address)
    numbers = {str(shown["data-number"]) for shown in page.select("[data-number]")}
    for number in numbers:
        assert explain(number).words
        assert word_number(number)
