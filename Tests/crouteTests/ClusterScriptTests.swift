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
      try script(["slurm", "3", #"load "it's.csv""#, "experiment table1 --small", "--format", "json"]) == #"""
        #!/bin/sh
        # Submits 3 tasks to Slurm, and for when all have succeeded the merge of what they write.
        # Options of sbatch are passed on to both: sh FILE --partition=long --time=60
        # Tasks that failed are submitted again, with the merge, by: TASKS=2,5 sh FILE
        set -eu
        folder='shards'
        mkdir -p "$folder"
        sbatch --parsable --job-name=croute --array="${TASKS:-1-3}" \
          --output='shards'/%a.log "$@" >"$folder/job" <<'END'
        #!/bin/sh
        exec croute --let task_folder="$PWD" -c 'load "it'\''s.csv"' -c 'experiment --shard '"$SLURM_ARRAY_TASK_ID"'/3 --to $task_folder/shards/'"$SLURM_ARRAY_TASK_ID"'.jsonl --force table1 --small'
        END
        job=$(cut -d ';' -f 1 "$folder/job")
        sbatch --job-name=croute-merge --dependency="afterok:$job" --kill-on-invalid-dep=yes \
          --output='shards'/merged.txt --error='shards'/merge.log "$@" <<'END'
        #!/bin/sh
        exec croute merge --format json 'shards'/1.jsonl 'shards'/2.jsonl 'shards'/3.jsonl
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
        exec croute --seed 7 --let task_folder="$PWD" -c 'advise --shard 1/2 --to $task_folder/'\''my shards/1.jsonl'\'' --force --again 4'
        exec croute --seed 7 --let task_folder="$PWD" -c 'advise --shard 2/2 --to $task_folder/'\''my shards/2.jsonl'\'' --force --again 4'
        END
        exec croute merge 'my shards'/1.jsonl 'my shards'/2.jsonl

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
        #"<-c><echo "a  b" $x><-c><experiment --shard 2/2 --to $task_folder/"a 'b/2.jsonl" --force runtime --as a{}{.}$HOME`id` # "and" 'so' on>"#
      ), "\(outcome.output)")
    #expect(outcome.output.contains("<merge><a 'b/1.jsonl><a 'b/2.jsonl>"))
  }

  /// Only the merge is seen.
  @Test func howTheMergeIsShown() throws {
    let text = try script(["parallel", "1", "--width", "60", "--ascii", "--quiet", "--no-color", "sweep mix"])
    #expect(text.hasSuffix("exec croute merge --width 60 --ascii --quiet --no-color 'shards'/1.jsonl\n"))
    #expect(text.contains(#"exec croute --let task_folder="$PWD" -c 'sweep"#))
  }

  /// Tasks write where the merge reads: below the user's folder, in a folder that looks like an option, and where a command
  /// changes the folder; shards of another number of tasks are there already.
  @Test(arguments: [("~/out", "home/out"), ("-x", "-x"), ("a b", "a b"), ("$PWD/abs", "abs")])
  func shardsAreWhereTheMergeLooks(_ output: String, _ folder: String) throws {
    let outcome = try sh(
      #"""
      mkdir bin home data; HOME=$PWD/home; PATH=$PWD/bin:$PATH; export HOME; ln -s "$CROUTE" bin/croute
      printf '#!/bin/sh\nwhile IFS= read -r line; do sh -c "$line"; done\n' >bin/parallel; chmod +x bin/parallel
      mkdir -p './\#(folder)'; echo old >'./\#(folder)/3.jsonl'
      $CROUTE cluster parallel 2 'cd data' 'let w mix' 'load sim:agentic --queries 60' 'sweep $w --budgets 2' -o "\#(output)" >s
      sh s >merged
      $CROUTE -c 'load sim:agentic --queries 60' -c 'sweep mix --budgets 2' | tail -n +2 | cmp - merged && ls './\#(folder)'
      """#)
    #expect(outcome.errors.isEmpty && outcome.output == "1.jsonl\n2.jsonl\n3.jsonl\ntasks.log\n", "\(outcome)")
  }

  @Test(arguments: [
    ("", "cluster needs slurm or parallel"), ("pbs 3 advise", "'pbs' is neither slurm nor parallel"),
    ("slurm", "needs the number of shards"), ("slurm 0 advise", "needs the number of shards, and found '0'"),
    ("slurm 3", "needs a COMMAND"), ("slurm 3 'run mix'", "'run mix' cannot be cut into shards"),
    ("slurm 3 'advise\nadvise'", "is one line"), ("slurm 3 --let a=1 advise", "--let does not go with cluster"),
    ("slurm 3 'advise --again 3 --shard 1/2'", "has --shard already"), ("slurm 3 -", "takes no file"),
    ("slurm 3 'sweep --to x'", "has --to already"), ("slurm 3 'sweep --force'", "has --force already"),
    ("slurm 3 advise", "without --again N"), ("slurm 3 'sweep mix > out.txt'", "hands on its output"),
    ("slurm 3 'sweep mix | cat'", "hands on its output"), ("slurm 3 'sweep --as \"a b\"'", "--as is 'a b'"),
    ("slurm 3 'lod x.csv' sweep", "unknown command 'lod'"), ("slurm 3 'sweep --bugdets 2'", "unknown option"),
    ("slurm 3 sweep -o ''", "-o is '', expected a folder"), ("slurm 3 sweep --echo", "--echo does not go with cluster"),
    ("slurm 3 sweep --keep-going", "--keep-going does not go with cluster"),
  ])
  func refusals(_ words: String, _ says: String) throws {
    let outcome = try sh("$CROUTE cluster \(words)")
    #expect(outcome.exitCode == 2 && outcome.output.isEmpty && outcome.errors.contains(says), "\(outcome.errors)")
  }
}
