import Testing
import croute

@Suite struct ClusterScriptTests {
  private func script(_ words: [String]) throws -> String {
    let outcome = try sh(
      "$CROUTE cluster \(words.map { "'" + $0.replacing("'", with: #"'\''"#) + "'" }.joined(separator: " "))")
    #expect(outcome.errors.isEmpty && outcome.exitCode == 0, "\(outcome.errors)")
    return outcome.output
  }

  @Test func slurm() throws {
    #expect(
      try script(["slurm", "9", "load it's.csv", "experiment table1 --small", "--format", "json"]) == #"""
        #!/bin/sh
        # Submits 9 tasks to Slurm, and for when all have succeeded the merge of what they write.
        # Options of sbatch are passed on to both: sh FILE --partition=long --time=60
        # Tasks that failed are submitted again, with the merge, by: TASKS=2,5 sh FILE
        set -eu
        folder='shards'
        mkdir -p "$folder"
        sbatch --parsable --job-name=croute --array="${TASKS:-1-9}" \
          --output='shards'/%a.log "$@" >"$folder/job" <<'END'
        #!/bin/sh
        exec croute -c 'load it'\''s.csv' -c 'experiment --shard '"$SLURM_ARRAY_TASK_ID"'/9 --to shards/'"$SLURM_ARRAY_TASK_ID"'.jsonl --force table1 --small'
        END
        job=$(cut -d ';' -f 1 "$folder/job")
        sbatch --job-name=croute-merge --dependency="afterok:$job" --kill-on-invalid-dep=yes \
          --output='shards'/merged.txt --error='shards'/merge.log "$@" <<'END'
        #!/bin/sh
        exec croute merge --format json 'shards'/*.jsonl
        END

        """#)
  }

  @Test func parallel() throws {
    #expect(
      try script(["parallel", "2", "advise --again 4", "-o", "my shards", "--seed", "7"]) == #"""
        #!/bin/sh
        # Computes 2 shards with GNU parallel, then prints the merge of them.
        # Options of parallel are passed on: sh FILE --jobs 4
        # Tasks that failed are computed again by: sh FILE --resume-failed
        set -eu
        folder='my shards'
        mkdir -p "$folder"
        PARALLEL_SHELL=/bin/sh
        export PARALLEL_SHELL
        parallel --joblog "$folder/joblog" "$@" >"$folder/tasks.log" <<'END'
        exec croute --seed 7 -c 'advise --shard 1/2 --to '\''my shards/1.jsonl'\'' --force --again 4'
        exec croute --seed 7 -c 'advise --shard 2/2 --to '\''my shards/2.jsonl'\'' --force --again 4'
        END
        exec croute merge 'my shards'/*.jsonl

        """#)
  }

  /// A shell hands on what was written: programs that stand in for croute, sbatch and parallel say what they were given.
  @Test(arguments: ["slurm", "parallel"])
  func quotesSurviveAShell(_ engine: String) throws {
    let fakes = #"""
      mkdir bin; PATH=$PWD/bin:$PATH
      printf '#!/bin/sh\nprintf "<%%s>" "$@"; echo\n' >bin/croute
      printf '#!/bin/sh\nSLURM_ARRAY_TASK_ID=2 sh\n' >bin/sbatch
      printf '#!/bin/sh\nwhile IFS= read -r line; do sh -c "$line"; done\n' >bin/parallel; chmod +x bin/*
      """#
    let last = #"experiment runtime --as a{}{.}$HOME`id` # "and" 'so' on"#
    let quoted = last.replacing("'", with: #"'\''"#)
    let outcome = try sh(
      fakes
        + "\n$CROUTE cluster \(engine) 2 'echo \"a  b\" $x' '\(quoted)' -o \"a 'b\" >s && sh s >merged; cat */*.log */job merged; true"
    )
    #expect(outcome.errors.contains("No such file") || outcome.errors.isEmpty)
    #expect(
      outcome.output.contains(
        #"<-c><echo "a  b" $x><-c><experiment --shard 2/2 --to "a 'b/2.jsonl" --force runtime --as a{}{.}$HOME`id` # "and" 'so' on>"#
      ), "\(outcome.output)")
    #expect(outcome.output.contains("<merge><a 'b/*.jsonl>"))
  }

  @Test(arguments: [
    ("", "cluster needs slurm or parallel"), ("pbs 3 advise", "'pbs' is neither slurm nor parallel"),
    ("slurm", "needs the number of shards"), ("slurm 0 advise", "needs the number of shards, and found '0'"),
    ("slurm 3", "needs a COMMAND"), ("slurm 3 'run mix'", "'run mix' cannot be cut into shards"),
    ("slurm 3 'advise\nadvise'", "is one line"), ("slurm 3 --let a=1 advise", "--let does not go with cluster"),
    ("slurm 3 'advise --again 3 --shard 1/2'", "has --shard already"), ("slurm 3 -", "takes no file"),
  ])
  func refusals(_ words: String, _ says: String) throws {
    let outcome = try sh("$CROUTE cluster \(words)")
    #expect(outcome.exitCode == 2 && outcome.output.isEmpty && outcome.errors.contains(says), "\(outcome.errors)")
  }
}
