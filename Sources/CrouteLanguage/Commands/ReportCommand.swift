import CommandLanguage
import Display
import Input
import Mathematics
import Routing
import Traces
import Workbench

extension Commands {
  static let report = Command(
    "report", .fit, "accuracy and calibration of the quality estimates, before and after a run",
    options: [
      Option("part", .choice(Part.allCases.map(\.rawValue)), "PART", "train, tune or test (test)"), .resultName,
    ],
    details: Metrics.all.map { "\($0.name): \($0.summary)." }.joined(separator: " ") + """
       slope: the martingale slope, of post-hoc on ex-ante estimates: 1 where estimates are not revised predictably. \
      Below 1 post-hoc estimates forget what was known before a run, or ex-ante estimates are over-confident; a note says which. \
      Post-hoc estimates are those after the model itself, and no other, has run. "-" marks undefined metrics: AUROC of \
      graded quality, over and slope of constant estimates. Notes warn of overconfidence, of slopes far from 1 and of \
      estimates too poor to help.
      """,
    examples: ["report", "report --part train"]
  ) { context in
    let (report, part) = try context.estimateReport()
    try context.tell(report, part)
  }
}

extension CommandContext {
  fileprivate mutating func tell(_ found: EstimateReport, _ part: Part) throws {
    let workspace = session.workspace
    let name = workspace?.qualityFit.map { fit in
      fit.specification.name + (fit.specification.parameters["calibrate"].map { ", calibrated (\($0))" } ?? "")
    }
    report.line(
      "\(name ?? "estimates") on \(try measured(part, found.queryCount))"
        + (workspace?.traces.isSimulated == true ? " (simulated)" : ""))
    let (exAnte, postHoc) = (table(found, found.exAnte, hasSlope: false), table(found, found.postHoc, hasSlope: true))
    report.line("\nex-ante, before a model runs:")
    report.show(exAnte.shown)
    report.line("\npost-hoc, once it has run:")
    report.show(postHoc.shown)
    // A row per model and phase; a phase without a value has it missing.
    let rows = [("ex_ante", exAnte.models), ("post_hoc", postHoc.models)].flatMap { phase, table in
      table.rows.map { row in
        [.text(phase)] + row + Array(repeating: .missing, count: postHoc.models.columns.count - row.count)
      }
    }
    try keep(.table(Table([.init("phase")] + postHoc.models.columns, rows: rows)))
    if workspace?.qualityFit.map({ ["logistic", "linear", "irt"].contains($0.specification.name) }) == true,
      let sentence = ConfidenceScale(of: try dataset(workspace!))?.sentence
    {
      report.note(sentence)
    }
    for (phase, name) in [(found.exAnte, "ex-ante"), (found.postHoc, "post-hoc")] {
      noteOverconfidence(found, phase, name)
    }
    noteSlopes(found)
    noteSkill(found)
    if let workspace { noteCaveats(of: workspace) }
    report.json = [
      .init("estimator", name.map { .string($0) } ?? .null), .init("part", .string(part.rawValue)),
      .init("queries", .integer(found.queryCount)), .init("ex_ante", exAnte.models.json),
      .init("post_hoc", postHoc.models.json),
      .init("skill", ["ex_ante": found.exAnte.skill.json, "post_hoc": found.postHoc.skill.json]),
    ]
  }

  private func measured(_ part: Part, _ count: Int) throws -> String {
    let data = try dataset(workspace())
    return data.folds == nil ? Format.count(count, "\(part.rawValue) query", "\(part.rawValue) queries") : data.measured
  }

  /// A row per model; the text also shows their mean.
  private func table(_ found: EstimateReport, _ phase: EstimateReport.Phase, hasSlope: Bool) -> (
    shown: Table, models: Table
  ) {
    var columns = found.models.indices.map { model in
      Metrics.all.map { metric in
        metric.value((metric.comparesRows ? phase.comparable : phase.estimates)[model], found.truths[model])
      }
        + (hasSlope ? [found.slopes[model]?.value] : [])
    }
    var names = found.models
    func make() -> Table {
      Table(
        [.init("model")] + Metrics.all.map { .init($0.name, key: $0.key) }
          + (hasSlope ? [.init("slope", key: "martingale_slope")] : []),
        rows: zip(names, columns).map { name, values in
          [.text(name)] + values.map { $0.map { .fixed($0, decimals: 4) } ?? .missing }
        })
    }
    let models = make()
    names.append("mean")
    columns.append(
      columns[0].indices.map { column in
        let known = columns.compactMap { $0[column] }
        return known.count == columns.count ? known.mean : nil
      })
    return (make(), models)
  }

  private mutating func noteOverconfidence(_ found: EstimateReport, _ phase: EstimateReport.Phase, _ name: String) {
    let models = found.overconfident(phase)
    if models.isEmpty { return }
    let texts = models.map { "\(found.models[$0.model]) by \(Format.fixed($0.excess, 2))" }
    report.note(
      "overconfident \(name): \(listed(texts)); their estimates are that much further from the mean quality than the "
        + "truth" + calibrationAdvice)
  }

  /// Says which skill these queries do not show; whether such estimates are worth something, only a sweep tells.
  private mutating func noteSkill(_ found: EstimateReport) {
    let count = Format.count(found.truths[0].count, "query does", "queries do")
    func text(_ gain: SkillMetric.Gain) -> String {
      if gain.mean == 0, gain.error == 0 { return "(squared error the same)" }
      let change = gain.mean < 0 ? "higher" : "reduced"
      return "(squared error \(change) by \(Format.significant(abs(gain.mean), 2)), standard error "
        + "\(Format.significant(gain.error, 2)))"
    }
    let (exAnte, postHoc) = (found.exAnte.skill, found.postHoc.skill)
    if !exAnte.ofQueries.isReal {
      report.note(
        "\(count) not show that ex-ante estimates distinguish queries better than the mean \(text(exAnte.ofQueries)); "
          + "a sweep shows what routing by them gains over mixing single models")
    } else if !exAnte.ofModels.isReal {
      report.note(
        "\(count) not show that ex-ante estimates distinguish the models on a query better than their means "
          + "\(text(exAnte.ofModels)); a sweep shows what routing by them gains over mixing single models")
    }
    if !postHoc.ofQueries.isReal {
      report.note(
        "\(count) not show that post-hoc estimates distinguish answers better than the mean "
          + "\(text(postHoc.ofQueries)); a sweep shows what stopping early by them gains")
    }
  }

  private mutating func noteSlopes(_ found: EstimateReport) {
    func texts(_ slopes: [MartingaleSlope?], of models: [Int]) -> String {
      listed(models.map { "\(found.models[$0]) \(Format.fixed(slopes[$0]?.value ?? .nan, 2))" })
    }
    for drift in EstimateReport.Drift.allCases {
      let models = found.drifting(drift)
      if models.isEmpty { continue }
      let bold = models.count { (found.slopes[$0]?.value ?? 1) < 1 }
      let fault =
        bold == models.count ? "over-confident" : bold == 0 ? "too cautious" : "over-confident or too cautious"
      let reason =
        switch drift {
        case .forgetful:
          "post-hoc estimates forget or exaggerate what was known before a run"
            + (canFuse ? " (--fuse corrects this)" : "")
        case .misstated:
          "so is the slope of the truth on ex-ante estimates: \(texts(found.truthSlopes, of: models)); these are \(fault), "
            + "and post-hoc estimates are not at fault" + calibrationAdvice
        case .undecided:
          "post-hoc estimates forget or exaggerate what was known before a run, or ex-ante ones are \(fault): so few "
            + "queries do not tell which"
        }
      report.note("martingale slope far from 1: \(texts(found.slopes, of: models)); \(reason)")
    }
  }

  private var calibrationAdvice: String {
    let isCalibrated = session.workspace?.qualityFit?.specification.parameters["calibrate"] != nil
    return isCalibrated ? "" : " (fit quality ... --calibrate platt or isotonic may help)"
  }

  private var canFuse: Bool { session.workspace?.qualityFit?.specification.canFuse == true }

  private func listed(_ texts: [String]) -> String {
    texts.prefix(4).joined(separator: ", ") + (texts.count > 4 ? " and \(texts.count - 4) more" : "")
  }
}

extension SkillMetric {
  fileprivate var json: JSONValue {
    func gain(_ gain: Gain) -> JSONValue { ["gain": .number(gain.mean), "error": .number(gain.error)] }
    return ["queries": gain(ofQueries), "models": gain(ofModels)]
  }
}
