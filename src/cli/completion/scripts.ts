/** The scripts that teach a shell to ask us. They hold no list of their own, so that they stay right whatever is installed. */

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

const head = (shell: Shell): string => `# Completion of genai and genai-tutor in ${shell}; it asks the program itself.`;

/** Works in bash 3.2, without the package bash-completion. */
const bash = `${head('bash')}
_genai() {
  local line path=''
  COMPREPLY=()
  while IFS= read -r line; do
    case $line in
      :files) path=-f ;;
      :folders) path=-d ;;
      :*) ;;
      *) COMPREPLY+=("$line") ;;
    esac
  done < <("$1" __complete bash "\${COMP_TYPE:-9}" "\${COLUMNS:-80}" "\${COMP_WORDS[@]:1:COMP_CWORD-1}" "$2" 2>/dev/null)
  [[ -n $path ]] || return 0
  while IFS= read -r line; do
    COMPREPLY+=("$line")
  done < <(compgen "$path" -- "$2")
  type compopt >/dev/null 2>&1 && compopt -o filenames
  return 0
}
complete -F _genai genai genai-tutor
`;

const zsh = `#compdef genai genai-tutor
${head('zsh')}
_genai() {
  local word about paths='' message=''
  local -a found
  local tab=$'\\t'
  while IFS=$tab read -r word about; do
    case $word in
      :files) paths=files ;;
      :folders) paths=folders ;;
      :message) message=$about ;;
      *) found+=("\${word//:/\\\\:}\${about:+:$about}") ;;
    esac
  done < <("\${(Q)words[1]}" __complete zsh 0 0 "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null)
  [[ $PREFIX == --*=* ]] && compset -P '*='
  local none=1
  (( $#found )) && _describe -V genai found && none=0
  case $paths in
    files) _files && none=0 ;;
    folders) _files -/ && none=0 ;;
  esac
  (( none && ! $#found )) && [[ -n $message ]] && _message -r "$message"
  return none
}
if (( $+functions[compdef] )); then
  compdef _genai genai genai-tutor
elif [[ $funcstack[1] != _genai ]]; then
  autoload -Uz compinit && compinit && compdef _genai genai genai-tutor
fi
[[ $funcstack[1] == _genai ]] && _genai "$@"
`;

const fish = `${head('fish')}
function __genai_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l kept (string match -r -- '^--[^=]+=' "$current")
    set -l begun (string sub -s (math (string length -- "$kept") + 1) -- "$current")
    for line in ($words[1] __complete fish 0 0 $words[2..-1] "$current" 2>/dev/null)
        switch $line
            case ':files'
                __fish_complete_path "$begun" | string replace -r '^' -- "$kept"
            case ':folders'
                __fish_complete_directories "$begun" | string replace -r '^' -- "$kept"
            case ':*'
            case '*'
                echo $line
        end
    end
end
for name in genai genai-tutor
    complete -c $name -f -k -a '(__genai_complete)'
end
`;

export const scripts: Readonly<Record<Shell, string>> = { bash, zsh, fish };
