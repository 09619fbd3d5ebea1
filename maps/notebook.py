"""A story as a notebook shows it: the whole page in a frame that can reach nothing of the notebook around it."""

from html import escape

from geo.story import Story
from maps.document import map_document
from maps.html import page

__all__ = ["framed"]

HEIGHT_PX = 640


def framed(story: Story, *, height_px: int = HEIGHT_PX) -> str:
    """Draw the page inside a sandboxed frame, for ``_repr_html_``."""
    return (
        f'<iframe title="{escape(story.title)}" srcdoc="{escape(page(map_document(story)))}" '
        f'sandbox="allow-scripts allow-downloads allow-popups" '
        f'style="width:100%;height:{height_px}px;border:0"></iframe>'
    )
