"""The commands of `geo`: each reads its arguments, calls one library function, and prints."""


def main() -> None:
    """Run the `geo` command."""
    try:
        from geo.cli.app import main as run

        run()
    except KeyboardInterrupt:  # while the command is still loading, with nothing begun
        raise SystemExit(130) from None
