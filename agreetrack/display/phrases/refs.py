"""Refs, and the words that name them."""

from agreetrack.display.phrases.phrase import N_, Phrases, counted

PHRASES: Phrases = {
    "several": N_("“{word}” names several agreements: {refs}; type more of the ref"),
    "near": N_("no agreement “{word}”; did you mean {refs}?"),
    "none": N_("no agreement “{word}”; `agreetrack list` shows the refs there are"),
    "unknown": N_("no agreement “{ref}”"),
    "taken": N_("the ref is taken by another agreement; give another one"),
    "twice-in-file": N_(
        "“{path}” has the ref {ref} twice, in agreements {first} and {second}; correct it in an editor"
    ),
    "empty": N_("is empty; give a short handle such as RU-CN-2001"),
    "too-long": counted(
        "has {length} sign; a ref has at most {most}",
        "has {length} signs; a ref has at most {most}",
        "length",
    ),
    "holds-space": N_("“{ref}” holds a space; write it in one word, such as RU-CN-2001"),
    "holds-invisible": N_("holds an invisible sign; write it with letters, digits and hyphens, such as RU-CN-2001"),
    "begins-with-hyphen": N_("“{ref}” begins with a hyphen, which reads as an option; begin with a letter or a digit"),
    "used": N_("the ref “{ref}” is used: it is “{title}”; give another, or change that one: agreetrack edit {ref}"),
    "links-follow": N_("the links to it follow the new ref, in {refs}"),
    "look-alike": N_(
        "the ref “{ref}” looks like {others}, and is another one: letters of two alphabets, or digits among "
        "them, look alike; give one of them another ref: agreetrack edit {ref}"
    ),
}
