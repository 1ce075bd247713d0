"""The archives page: public event archives that the reader has taken in, and a way to take one."""

from kashmir_map.ui.archives import show_archives
from kashmir_map.ui.navigation import through_app

through_app()
show_archives()
