/**
 * A shell program, run where the package is installed. It prints each library that the package loads but that none of
 * its dependencies, direct or indirect, brings. The C library's own are left out.
 */
export const missingLibraries = `
cd /usr/lib/vocom-bar
closure=$(apt-cache depends --recurse --installed --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances \
  $(dpkg-query -W -f '\${Depends}' vocom-bar | tr ',|' '\\n\\n' | sed 's/(.*)//; s/ //g') 2>/dev/null | grep '^[a-z]' | cut -d: -f1 | sort -u)
needed=$(find . -type f \\( -name vocom-bar-app -o -name '*.node' -o -name '*.so' \\) | while read -r file; do
  readelf -d "$file" 2>/dev/null | sed -n 's/.*NEEDED.*\\[\\(.*\\)\\]/\\1/p'
done | sort -u | grep -vE '^(libffmpeg\\.so|libduckdb\\.so|libc\\.musl.*|ld-linux.*|lib(c|m|dl|pthread|rt)\\.so.*)$')
known=$(ldconfig -p)
files=$(for library in $needed; do
  path=$(echo "$known" | sed -n "s|^[[:space:]]*$library .*=> ||p" | head -1)
  echo "$library $(basename "$(readlink -f "$path")")"
done)
# Once for all of them: it reads the list of every package.
owners=$(dpkg -S $(echo "$files" | cut -d' ' -f2) 2>/dev/null)
echo "$files" | while read -r library file; do
  owner=$(echo "$owners" | sed -n "s|^\\([^:]*\\):.*/$file\$|\\1|p" | head -1)
  echo "$closure" | grep -qx "$owner" || echo "$library ($owner)"
done`
