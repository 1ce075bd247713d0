"""The sources page: how good the record is, and every article that it draws on."""

import streamlit as st

from kashmir_map.quality import quality
from kashmir_map.ui.articles import show_articles
from kashmir_map.ui.components import page_style
from kashmir_map.ui.navigation import through_app
from kashmir_map.ui.quality_panel import panel_data, quality_panel, sources_style
from kashmir_map.ui.record import the_record
from kashmir_map.ui.session import follow_link

through_app()
record = the_record()
if record is None:
    st.stop()
follow_link(record)
st.html(f"<style>{page_style()}{sources_style()}</style>")

with st.container(key="sources"):
    found = quality(record.catalog, record.evidence)
    quality_panel(panel_data(record.catalog, record.evidence, found, record.version))
    show_articles(record)
