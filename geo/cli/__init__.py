"""The commands of `geo`: each reads its arguments, calls one library function, and prints."""


def main() -> None:
    """Run the `geo` command."""
    from geo.cli.app import main as run

    run()
