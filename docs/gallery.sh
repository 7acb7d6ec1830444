#!/usr/bin/env bash
# Draws docs/gallery.png: cover, a panel and a page with notes of one report in every built-in
# template, as PDF, in LibreOffice and as an e-book in Chromium, side by side.
#
# gallery.sh [REPORT.yaml]   (the report must have panels 1 and 3, and notes in panel 1)
#
# Needs poppler, LibreOffice, Chromium and what `tests/validators/install` has installed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tests/validators/environment
report=${1:-tests/cases/second/report.yaml}
templates=(conference classic report draft large-print)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Makes the faces of the report available to LibreOffice and Chromium.
export FONTCONFIG_FILE=$scratch/fonts.conf
cat > "$FONTCONFIG_FILE" <<XML
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>$PWD/fonts</dir>
  <cachedir>$scratch/cache</cachedir>
</fontconfig>
XML

cargo build --quiet

# Renders a page of the e-book as one long picture: shoot FILE.xhtml PICTURE.png HEIGHT
shoot() {
  timeout 120 chromium --headless --no-sandbox --disable-gpu --hide-scrollbars \
    --force-device-scale-factor=2 --user-data-dir="$scratch/chromium" \
    --window-size="560,$3" --screenshot="$2" "file://$1" > /dev/null 2>&1
}

for template in "${templates[@]}"; do
  folder=$scratch/$template
  target/debug/plenary build "$report" --template "$template" --to pdf,docx,epub \
    --quiet --out "$folder"
  stem=$(basename "$report" .yaml)
  soffice --headless "-env:UserInstallation=file://$scratch/office" --convert-to pdf \
    --outdir "$folder/word" "$folder/$stem.docx" > /dev/null 2>&1
  mv "$folder/$stem.pdf" "$folder/pages.pdf"
  mv "$folder/word/$stem.pdf" "$folder/word.pdf"
  unzip -qo "$folder/$stem.epub" -d "$folder/book"
  mapfile -t panels < <(grep -l 'class="panel"' "$folder"/book/OEBPS/*.xhtml |
    xargs grep -o -H 'label above">[^<]* [13]<' | sort -t: -k2 | cut -d: -f1)
  # The first words of their titles, which identify their pages.
  sed -n 's/.*<\/span><\/span> \([^<]*\).*<\/h1>.*/\1/p' "${panels[@]}" > "$folder/titles"
  shoot "$folder/book/OEBPS/cover.xhtml" "$folder/book-cover.png" 792
  shoot "$folder/book/OEBPS/$(basename "${panels[1]}")" "$folder/book-panel.png" 792
  shoot "$folder/book/OEBPS/$(basename "${panels[0]}")" "$folder/book-notes.png" 5000
done

"$home/venv/bin/python" docs/gallery.py "$scratch" docs/gallery.png "${templates[@]}"
