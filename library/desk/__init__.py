"""What people do: each verb once, for the screens, the command line and programs alike.

Must not know how it is asked or shown: no Streamlit, Typer or FastAPI here.
"""
