"""A page around a piece of an article: everything that a news site prints and that is not the article."""

LONG = (
    "Am Morgen danach standen viele Menschen auf dem Platz und sprachen über das, was in der Nacht geschehen war, "
    "denn niemand hatte damit gerechnet, dass der Fluss so schnell steigen würde."
)
URL = "https://www.example.org/news/2024/05/03/an-invented-story-of-a-river"


def page(body: str, *, head: str = "", before: str = "", url: str = URL) -> str:
    """Build a complete page with navigation, lead text, the piece, more text, author, teasers, ad and comments."""
    teaser = "".join(
        f'<li class="teaser"><a href="/news/other-{n}"><img src="https://img.example.org/teaser/other-{n}.jpg" alt="T{n}">'
        f"<h3>Another headline that leads elsewhere, number {n}</h3></a></li>"
        for n in range(4)
    )
    return f"""<!doctype html><html lang="de-CH"><head><title>Der Fluss steigt | Example</title>
<meta property="og:title" content="Der Fluss steigt"><meta property="og:url" content="{url}">
<meta property="article:published_time" content="2024-05-03T10:15:00+02:00">
<meta property="article:modified_time" content="2024-05-03T12:30:00+02:00"><meta name="author" content="Rita Beispiel">
<meta property="og:image" content="https://img.example.org/social/card.jpg">{head}</head><body>
<header><a href="/"><img class="logo" src="https://img.example.org/static/logo.png" alt="Example"></a>
<nav><ul><li><a href="/a">Schweiz</a></li><li><a href="/b">International</a></li></ul></nav></header>
<main><article>{before}<h1>Der Fluss steigt</h1>
<div class="byline"><img src="https://img.example.org/people/rita-beispiel.jpg" width="80" height="80" alt="Rita Beispiel">
Von <a href="/autor/rita-beispiel">Rita Beispiel</a></div>
<div class="story-text"><p>{LONG}</p><p>{LONG} Eins.</p>{body}<p>{LONG} Zwei.</p><p>{LONG} Drei.</p></div>
<div class="author-box"><a href="/autor/rita-beispiel"><img src="https://img.example.org/people/rita-gross.jpg" alt="Porträt"></a>
<p>Rita Beispiel schreibt seit vielen Jahren über Flüsse.</p></div></article>
<section class="related"><h2>Mehr zum Thema</h2><ul>{teaser}</ul></section>
<div class="ad-slot"><a href="https://shop.example.com/x"><img src="https://ads.example.com/banner-300x250.jpg" alt="Anzeige"></a></div>
<section id="comments"><h2>Kommentare</h2><div class="comment"><img src="https://img.example.org/avatars/7.png" width="40"
height="40" alt=""><p>{LONG} Das finde ich auch, und ich sage es noch einmal, weil es wichtig ist.</p></div></section>
</main><footer><img src="https://img.example.org/static/footer-brand.png" alt="Brand"></footer></body></html>"""
