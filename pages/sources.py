"""The sources page: how good the record is, and every article that it draws on."""

import streamlit as st

from kashmir_map.quality import quality
from kashmir_map.ui import quality_panel as panel
from kashmir_map.ui.components import page_style
from kashmir_map.ui.navigation import through_app
from kashmir_map.ui.record import the_record
from kashmir_map.ui.session import follow_link

through_app()
record = the_record()
if record is None:
    st.stop()
follow_link(record)
st.html(f"<style>{page_style()}{panel.sources_style()}</style>")

with st.container(key="sources"):
    found = quality(record.catalog, record.evidence)
    panel.quality_panel(panel.panel_data(record.catalog, found, record.version))
    st.header("Every article", anchor=False)
    panel.article_table(panel.article_rows(record.catalog))
