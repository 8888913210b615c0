"""Everything Qt."""

from soleflip_desktop.ui.source_search import stop_source_search

stop_source_search()
