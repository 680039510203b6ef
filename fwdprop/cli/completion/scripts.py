"""What a shell reads so as to ask for completions."""

from __future__ import annotations

BASH = r"""
%(complete_func)s() {
    local word
    COMPREPLY=()
    while IFS= read -r word; do
        COMPREPLY+=("$word")
    done < <(COMP_LINE="$COMP_LINE" COMP_POINT="$COMP_POINT" COMP_WORDBREAKS="$COMP_WORDBREAKS" \
        %(autocomplete_var)s=complete_bash "$1" 2>/dev/null)
}

complete -o nospace -o nosort -F %(complete_func)s %(prog_name)s 2>/dev/null ||
    complete -o nospace -F %(complete_func)s %(prog_name)s
"""

# zsh knows how a word begins and quotes what is offered; its words lose their quotes here.
ZSH = r"""
#compdef %(prog_name)s

%(complete_func)s() {
  local -a found unfinished
  found=("${(@f)$(%(autocomplete_var)s=complete_zsh "${(Q)words[1]}" \
    "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
  unfinished=(${(M)found:#*[=/,]})
  found=(${found:#*[=/,]})
  (( $#found )) && compadd -V words -- $found
  (( $#unfinished )) && compadd -V unfinished -S '' -- $unfinished
}

if [[ "${funcstack[1]}" == "_%(prog_name)s" ]]; then
  %(complete_func)s "$@"
else
  compdef %(complete_func)s %(prog_name)s
fi
"""

# fish's string unescape takes no word whose quote is still open.
FISH = r"""
function %(complete_func)s
    set -l words (commandline -opc)
    set -l last (commandline -ct)
    set -l plain (string unescape -- "$last" "$last'" "$last\"")
    %(autocomplete_var)s=complete_fish $words[1] $words "$plain[1]" 2>/dev/null
end

complete --command %(prog_name)s --no-files --keep-order --arguments '(%(complete_func)s)'
"""
SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}
