# History: what happened to a document and who did it; a boss also sees what was tried and refused.
journal-line = { $at } { $who } { $what }
journal-by-itself = the program
journal-refused = { $tried ->
    [read] tried to look, refused
   *[do] tried to act, refused
} ({ $refusal ->
    [not-found] not theirs to see
    [own-order] own order
    [own-entry] own entry
    [own-sample] own sample
   *[other] not allowed
})
journal-erased = personal details erased
journal-invited = invited them
journal-joined = joined
journal-join-refused = refused to let them in
journal-role-given = gave the role { $role ->
    [rep] rep
    [assistant] assistant
    [warehouse] warehouse
    [production] production
    [finance] finance
    [manager] manager
   *[boss] boss
}
journal-role-taken = took the role { $role ->
    [rep] rep
    [assistant] assistant
    [warehouse] warehouse
    [production] production
    [finance] finance
    [manager] manager
   *[boss] boss
}
journal-team-set = moved to another team
journal-serves = now keeps the books of { $rep }
journal-serves-not = no longer keeps the books of { $rep }
journal-left = left, access ended
journal-reminder-chased = chased

history-button = History
history-title = History of <b>{ $name }</b>
history-none = Nothing is written yet.
