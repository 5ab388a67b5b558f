def quantities(reading):
    return ()
