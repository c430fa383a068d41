"""Reading what an AppTest shows."""

from streamlit.testing.v1 import AppTest


def html_of(app: AppTest) -> str:
    """Join all HTML of the page, the stylesheets left out."""
    parts = [element.proto.body for element in app.get("html")]
    return "\n".join(part for part in parts if "<style" not in part)


def must_be_sound(app: AppTest) -> None:
    """Fail where the page told a fault or raised."""
    assert not app.exception, app.exception
    assert "desk-error" not in html_of(app), html_of(app)
