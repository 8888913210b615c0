"""What is read from the names and article numbers of shops, and what rather not."""

import pytest

from soleflip_desktop.importers.sources.shop_goods import apart, size_of_variations, style_code_in


@pytest.mark.parametrize(
    ("name", "product", "size"),
    [
        ("Dunk Low - 42", "Dunk Low", "42"),
        ("Dunk Low - US 10.5 / Black", "Dunk Low - Black", "US 10.5"),
        ("Dunk Low - Black / XL / Cotton", "Dunk Low - Black / Cotton", "XL"),
        ("Air Max 90", "Air Max 90", ""),
        ("Air Max - 90s Black", "Air Max - 90s Black", ""),
        ("Cap - One Size", "Cap - One Size", ""),
        ("Jeans - 30 / 40", "Jeans - 30 / 40", ""),
        ("Tee - M / L", "Tee", "M / L"),
        (" - 42", " - 42", ""),
        ("", "", ""),
    ],
)
def test_that_a_size_is_taken_off_a_name_only_where_it_surely_is_one(
    name: str, product: str, size: str
) -> None:
    assert apart(name) == (product, size)


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("Size:US 10.5,Color:Black", "US 10.5"),
        ("Color:Black,Schuhgröße: 42", "42"),
        ("Color:Black", ""),
        ("Size", ""),
        ("", ""),
    ],
)
def test_that_the_size_is_the_variation_called_so(text: str, size: str) -> None:
    assert size_of_variations(text) == size


@pytest.mark.parametrize(
    ("article", "code"),
    [
        ("DD1391-100", "DD1391-100"),
        ("dd1391-100-10.5", "DD1391-100"),
        ("DD1391-100_EU42", "DD1391-100"),
        ("555088-134/9", "555088-134"),
        ("1201A256.100", "1201A256-100"),
        ("GX3775-42", "GX3775"),
        ("SHOP-17", ""),
        ("123456", ""),
        ("DUNK-42", ""),
        ("X-DD1391-100", ""),
        ("", ""),
    ],
)
def test_that_an_article_number_is_a_style_code_only_in_a_makers_form(article: str, code: str) -> None:
    assert style_code_in(article) == code
