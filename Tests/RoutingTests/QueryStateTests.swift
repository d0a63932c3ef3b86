import Routing
import Testing

@Suite struct QueryStateTests {
  @Test func answersAreTakenInOrderAndForgotten() {
    var state = QueryState(modelCount: 3)
    (state.id, state.text, state.group, state.features) = ("7", "why", "g", ["x_a": 1])
    state.estimates[1].exAnte = 0.5
    var answer = QueryState.Answer()
    answer.cost = 2
    state.take(answer, of: 2)
    state.take(QueryState.Answer(), of: 0)
    #expect(state.answered == [2, 0] && state.answers[2].cost == 2 && state.answers[0].cost.isNaN)
    state.forget()
    #expect(state.id.isEmpty && state.text == nil && state.group == nil && state.features.isEmpty)
    #expect(state.answered.isEmpty && state.estimates[1].exAnte.isNaN && state.answers[2].cost.isNaN)
  }
}
