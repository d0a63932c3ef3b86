import Routing
import Testing
import Traces

@Suite struct JSONSchemaTests {
  @Test func objectsNameWhatTheyNeed() {
    let schema = JSONSchema.object(
      "a point", [.init("x", JSONSchema.number), .init("y", JSONSchema.number, "upwards")], optional: ["y"])
    #expect(
      schema == [
        "type": "object", "description": "a point", "required": ["x"],
        "properties": ["x": ["type": "number"], "y": ["type": "number", "description": "upwards"]],
        "additionalProperties": false,
      ])
  }

  @Test func listsMayHaveALength() {
    #expect(JSONSchema.list(of: JSONSchema.text) == ["type": "array", "items": ["type": "string"]])
    #expect(
      JSONSchema.list(of: JSONSchema.truth, count: 2)
        == ["type": "array", "items": ["type": "boolean"], "minItems": 2, "maxItems": 2])
  }

  @Test func estimatorsHaveOneNameOrSeveral() {
    let one = JSONSchema.estimator("a", description: "one", [])
    #expect(one["properties"]?["estimator"] == ["const": "a"] && one["required"] == ["estimator"])
    let two = JSONSchema.estimator("a", "b", description: "two", [])
    #expect(two["properties"]?["estimator"] == ["enum": ["a", "b"]])
  }
}
