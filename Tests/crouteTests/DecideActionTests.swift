import Display
import Testing

/// `croute decide`, run as other programs run it.
@Suite struct DecideActionTests {
  private func sh(_ script: String) throws -> Shell.Outcome {
    try Shell.run(
      """
      $CROUTE -c 'load sim:routerbench --queries 200' -c 'pool gpt-4,mistral' -c 'fit quality constant' \
        -c 'run index --budget 0.001' -c 'policy _ p.json' >/dev/null
      \(script)
      """)
  }

  @Test func answersLinesAndEndsWithZero() throws {
    let outcome = try sh("printf '{\"id\":1}\\nnonsense\\n{\"id\":2}' | $CROUTE decide --policy p.json; echo $?")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 4 && lines[3] == "0", "\(outcome)")
    #expect(lines[0].hasPrefix("{\"id\":1,\"run\":") && lines[2].hasPrefix("{\"id\":2,\"run\":"))
    #expect(lines[1].hasPrefix("{\"line\":2,\"error\":"))
    #expect(try sh("echo nonsense | $CROUTE decide --policy=p.json --strict >/dev/null; echo $?").output == "1\n")
    #expect(try sh("echo '{\"id\":1}' | $CROUTE decide --strict --policy p.json >/dev/null; echo $?").output == "0\n")
    #expect(try sh("$CROUTE decide --policy p.json").output.isEmpty)
  }

  @Test func eachLineIsAnsweredBeforeTheNextIsWaitedFor() throws {
    let outcome = try sh(
      """
      coproc $CROUTE decide --policy p.json
      for i in 1 2 3; do echo "{\\"id\\":$i}" >&${COPROC[1]}; read -t 20 -r line <&${COPROC[0]}; echo "${line:0:8}"; done
      """)
    #expect(outcome.output == "{\"id\":1,\n{\"id\":2,\n{\"id\":3,\n", "\(outcome)")
  }

  @Test func whatCannotBe() throws {
    #expect(try sh("$CROUTE decide; echo $?").output == "2\n")
    #expect(try sh("$CROUTE decide --policy p.json x.jsonl; echo $?").output == "2\n")
    let absent = try sh("$CROUTE decide --policy absent.json; echo $?")
    #expect(absent.output == "1\n" && absent.errors.contains("absent.json: No such file"))
    let cut = try sh("head -c 200 p.json >q.json; $CROUTE decide --policy q.json; echo $?")
    #expect(cut.output == "1\n" && cut.errors.hasPrefix("error: q.json:"), "\(cut)")
    let newer = try sh("sed 's/\"version\": 1/\"version\": 9/' p.json >q.json; $CROUTE decide --policy q.json")
    #expect(
      newer.errors == "error: q.json: version: found 9, written by a newer croute, expected at most 2\n", "\(newer)")
  }

  @Test func theLogIsAppendedTo() throws {
    let outcome = try Shell.run(
      """
      $CROUTE -c 'load sim:routerbench --queries 200' -c 'pool gpt-4,mistral' -c 'run mix --budget 0.001' \
        -c 'fit quality constant' -c 'policy _ p.json' >/dev/null
      for id in 1 2; do
        printf '{"id":%s}\n{"id":%s,"answers":{"gpt-4":{"quality":1,"cost":0.003}}}\n' $id $id \
          | $CROUTE decide --policy p.json --log log.jsonl --explore 50% | tail -1 | cut -c1-27
      done
      wc -l <log.jsonl
      cut -c1-69 log.jsonl
      sha256sum <p.json | cut -c1-64 | xargs -I % grep -c % log.jsonl
      $CROUTE -c 'load log.jsonl' | head -1
      """)
    #expect(
      outcome.output
        == """
        {"id":1,"answer":"gpt-4","w
        {"id":2,"answer":"gpt-4","w
        2
        {"query_id":1,"model":"gpt-4","quality":1.0,"cost":0.003,"propensity"
        {"query_id":2,"model":"gpt-4","quality":1.0,"cost":0.003,"propensity"
        2
        loaded 2 queries x 1 model as log

        """, "\(outcome)")
    let refused = try Shell.run(
      "$CROUTE decide --policy p.json --explore 5%; $CROUTE decide --policy p --explore 2; echo $?")
    let inputs = try Shell.run(
      """
      echo '{"id":1}' >lines
      $CROUTE -c 'load sim:routerbench --queries 200' -c 'run mix --budget 0.001' -c 'policy _ p.json' >/dev/null
      ln -sf p.json soft.json
      for log in p.json soft.json lines; do $CROUTE decide --policy p.json --log $log <lines; done; cat lines
      """)
    #expect(
      inputs.errors
        == """
        error: p.json: is the policy, to which no log is written
        error: soft.json: is the policy, to which no log is written
        error: lines: is the input, to which no log is written

        """ && inputs.output == "{\"id\":1}\n", "\(inputs)")
    #expect(refused.errors.contains("--explore needs --log FILE") && refused.output == "2\n", "\(refused)")
  }

  @Test func theSchemaIsPrinted() throws {
    #expect(
      try Shell.run("$CROUTE decide --schema").output.hasPrefix("{\n  \"$schema\": \"https://json-schema.org/"))
  }
}
