"""A chart that Slack draws itself, as text."""

from sandbox.errors import Json


def chart_as_text(block: Json) -> list[str]:
    """Its title, then a line for each series or segment."""
    chart = block["chart"]
    lines = [f"▥ {block['title']}"]
    lines += [f"  {segment['label']}: {segment['value']}" for segment in chart.get("segments", [])]
    for series in chart.get("series", []):
        points = " · ".join(f"{point['label']} {point['value']}" for point in series["data"])
        lines.append(f"  {series['name']}: {points}")
    return lines
