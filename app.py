"""Streamlit entry: the script of each session and, seen from the server, the program around it."""

import streamlit as st

if st.runtime.exists():  # a session's run of the script, also inside AppTest
    from library.ui.navigation import main

    main()
else:  # imported once by the server, which looks for this very assignment
    from library.api.server import lifespan, routes
    from library.ui.navigation import warm_up

    app = st.App(__file__, routes=routes(), lifespan=lifespan(warm_up))
    if __name__ == "__main__":
        app.run()
