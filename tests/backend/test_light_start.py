"""What only a few requests need is not in memory from the start: the server of 1,000 devices has to fit into 200 MB."""

import subprocess
import sys

HEAVY = {"fpdf", "openpyxl", "numpy", "PIL"}


def test_the_app_loads_no_writer_of_documents():
    code = "import sys; import hallenwart_backend.cli, hallenwart_backend.web.app as app; app.create_app(); print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert HEAVY.isdisjoint(told.stdout.split())
