import Input
import TestSupport
import Testing
import Traces

@Suite struct PriceListTests {
  private let folder = ScratchFolder()

  @Test func readsTables() throws {
    let path = folder.write(
      "model,input,output,cached_read,cached_write,reasoning\na,1,2,0.1,1.25,\nb,3,4,,,5\n", to: "prices.csv")
    let list = try PriceList(path: path)
    #expect(list.models == ["a", "b"])
    #expect(list["a"] == PriceList.Prices(input: 1, output: 2, cacheRead: 0.1, cacheWrite: 1.25))
    #expect(list["b"] == PriceList.Prices(input: 3, output: 4, reasoning: 5))
    let lines = folder.write(#"{"model": "a", "input": 1, "output": 2}"#, to: "prices.jsonl")
    #expect(try PriceList(path: lines)["a"] == PriceList.Prices(input: 1, output: 2))
  }

  /// As spreadsheets write them: capital letters, and a sign for dollars.
  @Test func readsSpreadsheets() throws {
    let list = try PriceList(path: folder.write("Model,Input,OUTPUT\na,$2.50,$10\n", to: "prices.csv"))
    #expect(list["a"] == PriceList.Prices(input: 2.5, output: 10))
  }

  @Test func readsLiteLLMsLayout() throws {
    let path = folder.write(
      """
      {"sample_spec": {"mode": "one of: chat"},
       "gpt-x": {"input_cost_per_token": 5e-07, "output_cost_per_token": 1.5e-06, "cache_read_input_token_cost": 5e-08,
                 "litellm_provider": "openai"},
       "embed": {"input_cost_per_token": 1e-07}}
      """, to: "prices.json")
    let list = try PriceList(path: path)
    #expect(list.models == ["gpt-x", "embed"])
    let prices = try #require(list["gpt-x"])
    #expect(abs(prices.input - 0.5) < 1e-12 && abs(prices.output - 1.5) < 1e-12)
    #expect(abs((prices.cacheRead ?? 0) - 0.05) < 1e-12)
    #expect(prices.reasoning == nil)
  }

  @Test func refusesWhatIsNoListOfPrices() {
    for (text, part) in [
      ("model,input\na,1\n", "no column 'output'"), ("model,input,output\na,-1,2\n", "input is -1"),
      ("model,input,output\na,x,2\n", "found x"), ("model,input,output\n", "wrong.csv: it holds no prices"),
      ("{\"a\": {\"b\": 1}}", "no model has input_cost_per_token; the first has b"),
      ("model,input,output\na,1,2\nb,1,2\na,1,3\n", "line 4 is a second price of a"),
      ("{\"a\": {\"input_cost_per_token\": -1e-6}}", "input_cost_per_token of a is -1e-06, expected a number from 0"),
      ("{\"a\": {\"input_cost_per_token\": 1e99}}", "input_cost_per_token of a is 1e+99"),
    ] {
      let path = folder.write(text, to: "wrong.csv")
      let error = thrown { () throws(InputError) in try PriceList(path: path) }
      #expect("\(error.map { "\($0)" } ?? "nothing")".contains(part), "\(text)")
    }
  }

  /// The exact name first, then the longest name that the model's ends with, then one that ends with the model's.
  @Test(
    arguments: [
      ("gpt-4", "gpt-4"), ("openai/gpt-4", "gpt-4"), ("azure/openai/gpt-4", "openai/gpt-4"),
      ("x/mini", "vendor:x/mini"), ("Vendor/GPT-4", "gpt-4"), ("my-gpt-4", nil), ("claude", nil),
    ] as [(String, String?)]) func matches(model: String, expected: String?)
  {
    let prices = PriceList.Prices(input: 1, output: 1)
    let names = ["4", "gpt-4", "vendor:x/mini", "other/vendor:x/mini"]
    let list = PriceList((names + (model.hasPrefix("azure") ? ["openai/gpt-4"] : [])).map { ($0, prices) })
    #expect(list.match(for: model) == expected)
  }
}
