"""What surrounds every page: navigation, the programme and year switch, who I am."""


def chrome(request) -> dict:
    return {}
