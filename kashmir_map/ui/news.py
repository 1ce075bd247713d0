"""What has changed in the data since the reader's link was made, above the page, until hidden."""

from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

from kashmir_map.ui.components import script, style
from kashmir_map.ui.session import forget_news, news

_KEY = "news"


@cache
def _component() -> Callable[..., Any]:
    return st.components.v2.component(
        "kashmir_map_news",
        html='<div class="news"></div>',
        css=style("notice") + style("news"),
        js=script("dom", "news"),
    )


def show_news() -> None:
    """Mount the notice if there is something to say; its place on the page is always there."""
    with st.container(key=f"{_KEY}-area"):
        told = news()
        if told is not None:
            _component()(key=_KEY, data=told, on_hide_change=forget_news)
