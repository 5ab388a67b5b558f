"""Words at the end of the names of companies: their legal form, and what they are in."""

# "Nordvik Pharma ASA", "Helix Biosciences, Inc."
LEGAL = frozenset(
    (
        "inc inc. corp corp. ltd ltd. llc plc ag gmbh se co co. company corporation group sa asa as ab a/s oy "
        "oyj nv n.v. bv spa s.p.a. s.a. limited incorporated holding holdings pjsc jsc sas kgaa pty lp llp "
        "bhd berhad tbk k.k. pvt "
    ).split()
)
# What a company is in: "Nordvik" for "Nordvik Pharma ASA", "Lumina" for "Lumina AI".
TRADES = LEGAL | frozenset(
    "pharma pharmaceuticals motors motor technologies technology systems industries entertainment electronics "
    "therapeutics biosciences laboratories labs resources petroleum steel foods brands stores software semiconductors "
    "networks communications telecom logistics shipping airways mining chemicals insurance financial bancorp "
    "international global energy ai capital partners ventures airlines studios pictures records biotech healthcare "
    "aerospace aviation automotive apparel robotics analytics cement breweries utilities renewables securities "
    "investments investment bank oil gas minerals metals farms dairy hotels resorts media publishing "
    "trust microfinance homes electric assurance properties estates housing construction builders engineering "
    "beverages textiles fashion toys games interactive digital solutions consulting advisors associates retail "
    "freight cargo rail railways transport power solar telecoms telecommunications mobile wireless broadcasting "
    "films productions paper timber glass ceramics paints fisheries seafood sugar coffee cocoa cosmetics "
    "diagnostics genomics genetics finance savings banking lending leasing refining refineries terminals shipyards "
    "autos cars tyres wines spirits tobacco supermarkets express marine offshore drilling exploration fertilisers "
    "fertilizers plastics packaging cables instruments optics".split()
)
# With these words alone before "Party" many countries have one; its first word is not its name.
COMMON_PARTY = frozenset(
    "democratic republican labour labor conservative green greens communist socialist liberal national social people's "
    "peoples democrats republicans conservatives liberals socialists communists progressive union party left workers "
    "new independence reform justice freedom the".split()
)
# Before it: "Levante" for "Grupo Levante".
LEADING = frozenset("grupo groupe gruppo banco banque banca compagnie".split())
