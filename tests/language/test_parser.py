"""Parsed paragraphs: offsets that hold, texts read once, lengths bounded."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.language import as_article, parse_articles
from dateline.records import Article, Paragraph

WORDS = st.text(alphabet="aé ñ.“”–\n\t12Z,", max_size=60)


@settings(max_examples=40, deadline=None)
@given(WORDS)
def test_spans_of_tokens_select_their_words(text: str) -> None:
    article = as_article(text, id="x")
    (parsed,) = parse_articles([article])
    for part in parsed.paragraphs:
        for token in part.doc:
            start, end = part.span(token.i, token.i + 1)
            assert text[start:end] == token.text


def test_each_line_with_words_is_a_paragraph() -> None:
    article = as_article("One.\n\n  Two words. \n\t\nThree.", id="x")
    assert [article.text[p.start : p.end] for p in article.paragraphs] == ["One.", "Two words.", "Three."]


def test_furniture_is_not_read() -> None:
    text = "Read more\n\nGhana closed the border."
    article = Article(id="x", text=text, paragraphs=(Paragraph(0, 9, "furniture"), Paragraph(11, 35, "body")))
    (parsed,) = parse_articles([article])
    assert [p.doc.text for p in parsed.paragraphs] == ["Ghana closed the border."]


def test_a_paragraph_that_articles_share_is_parsed_once() -> None:
    text = "The ministers of both countries met in the old harbour hall on Tuesday to talk about fish."
    first, second = parse_articles([as_article(text, id="1"), as_article(text, id="2")])
    (third,) = parse_articles([as_article(text, id="3")])
    assert first.paragraphs[0].doc is second.paragraphs[0].doc is third.paragraphs[0].doc


def test_of_an_endless_paragraph_only_the_beginning_is_read() -> None:
    (parsed,) = parse_articles([as_article("Peru met Chile. " * 5000, id="x")])
    assert len(parsed.paragraphs[0].doc.text) == 20_000


def test_articles_come_out_in_order() -> None:
    articles = [as_article(f"Number {n}.", id=str(n)) for n in range(150)]
    assert [p.article.id for p in parse_articles(articles)] == [str(n) for n in range(150)]
