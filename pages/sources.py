"""The sources page: how good the record is, and every article that it draws on."""

import streamlit as st

from kashmir_map.quality import quality
from kashmir_map.ui import quality_panel as panel
from kashmir_map.ui.components import page_style
from kashmir_map.ui.navigation import through_app
from kashmir_map.ui.record import the_record

through_app()
record = the_record()
if record is None:
    st.stop()
st.html(f"<style>{page_style()}{panel.sources_style()}</style>")

with st.container(key="sources"):
    found = quality(record.catalog, record.evidence)
    panel.quality_panel(panel.panel_data(record.catalog, found, record.version))

    st.header("Every article", anchor=False)
    rows = panel.article_rows(record.catalog)
    search, where, what = st.columns([2, 1, 1])
    text = search.text_input("Search title, publisher, address", key="article-search")
    countries = where.multiselect(
        "Country", sorted(set(rows["country"])), key="article-country", placeholder="All"
    )
    kinds = what.multiselect(
        "Kind", sorted(set(rows["kind"])), key="article-kind", placeholder="All"
    )
    shown = panel.found_rows(rows, text, countries, kinds)
    st.markdown(panel.count_words(len(shown), len(rows)))
    if len(shown):
        st.dataframe(
            shown,
            hide_index=True,
            height=640,
            row_height=panel.ROW_HEIGHT,
            column_config=panel.article_columns(),
        )
