"""python -m fwdprop"""

from fwdprop.cli import entry

if __name__ == "__main__":
    entry()
