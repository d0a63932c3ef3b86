/// Traces of many models on a few queries, as a file holds them.
enum ManyModels {
  /// Model m costs 1 + m thousandths; on query q it is right if (7 q + 3 m) mod 11 is small, the more likely the dearer.
  static func traces(models: Int, queries: Int) -> String {
    "query_id,model,quality,cost,prompt,answer,confidence,tokens_in,tokens_out,group,x_a\n"
      + (0..<queries).flatMap { query in
        (0..<models).map { model in
          let isRight = (7 * query + 3 * model) % 11 < 2 + 8 * model / models
          return "q\(query),m\(model),\(isRight ? 1 : 0),0.\(1000 + model),how \(query)?,\(isRight),0.\(1 + query % 9),"
            + "\(20 + query),\(5 + model % 7),g\(query % 2),0.\(query % 8)\n"
        }
      }.joined()
  }
}
