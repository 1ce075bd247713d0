"""Baseline of the release: a fragment that does nothing but count what one component sends."""

import streamlit as st

SCRIPT = """
export default function ({ parentElement, setStateValue }) {
  const button = parentElement.querySelector("button");
  let sent = Number(button.dataset.sent || 0);
  button.onclick = () => {
    button.dataset.sent = ++sent;
    setStateValue("sent", sent);
  };
}
"""

counter = st.components.v2.component(
    "counter", html='<button type="button">Send</button>', js=SCRIPT
)


@st.fragment
def count() -> None:
    """Show what the component sent last."""
    counter(key="counter", on_sent_change=lambda: None)
    st.text(f"count {st.session_state['counter'].get('sent') or 0}")


count()
