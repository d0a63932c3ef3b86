import Testing

/// Columns and records that are not called as they should be.
@Suite struct WrongColumnsTests {
  private typealias Wrong = WrongFile

  @Test(arguments: names + nested + layouts) func isSaidAndLeadsOn(wrong: WrongFile) throws { try wrong.check() }

  /// Columns under other names: the proposed `--map` and `--with` name them.
  static let names: [WrongFile] = [
    Wrong(
      "a.csv", "id,llm,score,price\n1,a,1,2\n",
      says: "it has id (1), llm (a), score (1), price (2); 1 row was looked at",
      proposes: "--map cost=price,model=llm,quality=score,query_id=id"),
    Wrong(
      "b.csv", "question_id,model_name,correct,cost_usd\n1,a,1,2\n", says: "nearest format: tidy, which needs query_id",
      proposes: "quality=correct"),
    Wrong(
      "c.csv", "query_id,model,score,cost\n1,a,1,2\n", says: "no column 'quality'", proposes: "--map quality=score"),
    Wrong(
      "d.csv", "query_id,engine,quality,cost\n1,a,1,2\n", says: "no column 'model'", proposes: "--map model=engine"),
    Wrong("e.csv", "query_id,quality,cost\n1,1,2\n2,0,2\n", says: "no column 'model'", proposes: "--with model=e"),
    Wrong("f.csv", "qid,model,quality,cost\n1,a,1,2\n", says: "no column 'query_id'", proposes: "--map query_id=qid"),
    Wrong(
      "g.csv", "prompt,model,quality,cost\nWhy?,a,1,2\n", says: "no column 'query_id'",
      proposes: "--map query_id=prompt"),
    Wrong("h.csv", "Query ID,Model,Score,Cost\n1,a,1,2\n", says: "is in no known format", proposes: "quality=Score"),
    Wrong("i.csv", "id,model,acc,cost\n1,a,yes,2\n", says: "has no column 'query_id'", proposes: "quality=acc"),
    Wrong(
      "j.csv", "instance_id,agent,resolved,cost\n1,a,true,2\n", says: "is in no known format",
      proposes: "quality=resolved"),
    Wrong("k.csv", "id,model,reward,spend\n1,a,0.5,2\n", says: "is in no known format", proposes: "cost=spend"),
    Wrong("l.csv", "idx;llm;grade;usd\n1;a;0,5;2\n", says: "is in no known format", proposes: "cost=usd"),
    Wrong("m.csv", "id\tllm\tpassed\n1\ta\tpass\n", says: "id (1), llm (a), passed (pass)", proposes: "quality=passed"),
    Wrong("n.csv", "model,quality,cost\na,1,2\n", says: "no column 'query_id'"),
    Wrong("o.csv", "name,age\nx,3\n", says: "it has name (x), age (3)"),
    Wrong("p.csv", "x\n1\n", says: "is in no known format"),
    Wrong("q.csv", "just some words\n", says: "is in no known format"),
    Wrong(
      "s.csv", "id,model,quality,prompt_tokens,completion_tokens\n1,a,1,100,20\n", says: "has no column 'query_id'",
      proposes: "--map query_id=id,tokens_in=prompt_tokens,tokens_out=completion_tokens"),
    Wrong(
      "r.csv", "query_id,model,verdict,cost\n1,a,1,2\n", says: "which needs quality", proposes: "--map quality=verdict"),
  ]

  /// Names inside of others, and tables and lists of one row per query.
  static let nested: [WrongFile] = [
    Wrong(
      "a.jsonl", #"{"id": 1, "llm": {"name": "gpt"}, "score": 1}"#, says: "is in no known format",
      proposes: "model=llm.name"),
    Wrong(
      "i.jsonl", #"{"query_id": 1, "model": {"name": "gpt", "size": 7}, "quality": 1, "cost": 2}"#,
      says: "has no column 'model'", proposes: "model=model.name"),
    Wrong(
      "b.json", #"[{"id": 1, "llm": {"name": "gpt"}, "score": 1, "usd": 2}]"#, says: "is in no known format",
      proposes: "model=llm.name"),
    Wrong(
      "c.jsonl", #"{"id": 1, "responses": {"gpt": {"grade": 1}, "opus": {"grade": 0}}}"#, says: "is in no known format",
      proposes: "quality=responses.*.grade"),
    Wrong(
      "d.jsonl", #"{"testIdx": 3, "provider": {"id": "gpt"}, "passed": true}"#, says: "is in no known format",
      proposes: "model=provider.id"),
    Wrong(
      "e.csv", "id,model,\"acc,none\",cost\n1,a,1,2\n", says: "has no column 'query_id'",
      proposes: #"quality="acc,none""#),
    Wrong("f.csv", "id,a,b\n1,1.02,1\n2,1.01,0\n", says: "a (1.02), b (1)", proposes: "--clip"),
    Wrong("g.json", #"[{"id": 1, "a": 90, "b": 100}, {"id": 2, "a": 0, "b": 55}]"#, says: "a (90)", proposes: "0..100"),
    Wrong("h.csv", "id,correct,cost\n1,1,2\n1,0,2\n", says: "is in no known format"),
  ]

  /// Records inside of others, and tables of one row per query.
  static let layouts: [WrongFile] = [
    Wrong(
      "a.jsonl", #"{"question_id":"q","model":"m","score":8,"usage":{"cost_usd":0.1,"prompt_tokens":3}}"#,
      says: "it has question_id (q), model (m), score (8)", proposes: "cost=usage.cost_usd"),
    Wrong(
      "b.json", #"{"when":"today","data":[{"id":1,"llm":"a","score":1,"price":2}]}"#, says: "is in no known format",
      proposes: "quality=score"),
    Wrong(
      "c.csv", "question,gpt,claude\nWhy?,1,0\nHow?,0,0.5\n", says: "question (Why?), gpt (1), claude (0)",
      proposes: "--map query_id=question"),
    Wrong("d.csv", "id,kind,gpt,claude\n1,math,100,90\n2,math,0,55\n", says: "gpt (100)", proposes: "--scale 0..100"),
    Wrong("e.csv", "id,gpt,claude\n1,10,9\n2,0,5\n", says: "gpt (10)", proposes: "--scale 0..10"),
  ]
}
