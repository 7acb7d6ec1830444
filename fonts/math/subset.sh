#!/usr/bin/env bash
# Makes the subset of STIX Two Math that is built into the program: the signs, letters and alphabets of
# mathematics with the MATH table, without hinting and the tables of shaping.
#
#   npm pack @fontsource/stix-two-math && tar xzf fontsource-stix-two-math-*.tgz
#   pip install fonttools brotli
#   fonts/math/subset.sh package/files/stix-two-math-latin-400-normal.woff2
set -euo pipefail
whole=$(mktemp --suffix .ttf)
trap 'rm -f "$whole"' EXIT
python3 -c 'import sys
from fontTools.ttLib import TTFont
font = TTFont(sys.argv[1])
font.flavor = None
font.save(sys.argv[2])' "$1" "$whole"
unicodes=20-7E,A0-FF,131,237,2C6-2DD,300-338,391-3F6,2010-2044,2057,20D0-20F0,2100-214F,2190-21FF
unicodes+=,2200-22FF,2308-230B,231C-231F,239B-23B1,23B4-23B5,23DC-23E1,25A0-25FF,2605-2606,2660-2667
unicodes+=,266D-266F,2713,2717,27C0-27FF,29EB,2A00-2A3F,2A7D-2ABF,1D400-1D7FF
pyftsubset "$whole" --output-file="$(dirname "$0")/STIXTwoMath-Regular.ttf" --unicodes="$unicodes" \
  --layout-features= --no-hinting --name-IDs=0,1,2,3,4,5,6,13,14 --notdef-outline --no-glyph-names \
  --drop-tables+=GPOS,GDEF,GSUB,gasp
