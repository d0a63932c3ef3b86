/// Means of the shared traces, computed independently (with Python's csv, json and math.fsum; a blank score is 0).
enum RecordedMeans {
  /// arcChallengeTrain: 1039 queries.
  static let arcChallengeTrain: [ModelMeans] = [
    ModelMeans("WizardLM/WizardLM-13B-V1.2", 0.65832531280077, 0.00015180288739172283),
    ModelMeans("claude-instant-v1", 0.8161693936477382, 0.0004062128970163619),
    ModelMeans("claude-v1", 0.8960538979788258, 0.004061320500481231),
    ModelMeans("claude-v2", 0.5659287776708374, 0.00407106833493744),
    ModelMeans("gpt-3.5-turbo-1106", 0.8209817131857555, 0.0005066804619826757),
    ModelMeans("gpt-4-1106-preview", 0.9461020211742059, 0.005076679499518767),
    ModelMeans("meta/code-llama-instruct-34b-chat", 0.6554379210779596, 0.0003931720885466795),
    ModelMeans("meta/llama-2-70b-chat", 0.7911453320500481, 0.0004559985563041386),
    ModelMeans("mistralai/mistral-7b-chat", 0.6650625601539942, 0.0001013330125120308),
    ModelMeans("mistralai/mixtral-8x7b-chat", 0.8440808469682387, 0.0003039984600577478),
    ModelMeans("zero-one-ai/Yi-34B-Chat", 0.890279114533205, 0.00040453205004812323),
  ]

  /// arcChallengeTest: 445 queries.
  static let arcChallengeTest: [ModelMeans] = [
    ModelMeans("WizardLM/WizardLM-13B-V1.2", 0.6404494382022472, 0.0001514487640449438),
    ModelMeans("claude-instant-v1", 0.8314606741573034, 0.00040529078651685397),
    ModelMeans("claude-v1", 0.9078651685393259, 0.004051721348314607),
    ModelMeans("claude-v2", 0.6179775280898876, 0.004060404494382022),
    ModelMeans("gpt-3.5-turbo-1106", 0.8382022471910112, 0.0005054786516853932),
    ModelMeans("gpt-4-1106-preview", 0.9438202247191011, 0.005064651685393258),
    ModelMeans("meta/code-llama-instruct-34b-chat", 0.651685393258427, 0.00039224097078651685),
    ModelMeans("meta/llama-2-70b-chat", 0.8067415730337079, 0.00045491865168539327),
    ModelMeans("mistralai/mistral-7b-chat", 0.6606741573033708, 0.00010109303370786517),
    ModelMeans("mistralai/mixtral-8x7b-chat", 0.851685393258427, 0.00030327910112359544),
    ModelMeans("zero-one-ai/Yi-34B-Chat", 0.9056179775280899, 0.0004035721348314607),
  ]

  /// winograndeTrain: 887 queries.
  static let winograndeTrain: [ModelMeans] = [
    ModelMeans("WizardLM/WizardLM-13B-V1.2", 0.5287485907553551, 0.0001053368658399098),
    ModelMeans("claude-instant-v1", 0.5152198421645998, 0.00028320541149943633),
    ModelMeans("claude-v1", 0.5580608793686584, 0.0028243427282976324),
    ModelMeans("claude-v2", 0.47801578354002255, 0.0028343540022547917),
    ModelMeans("gpt-3.5-turbo-1106", 0.6313416009019166, 0.000352042841037204),
    ModelMeans("gpt-4-1106-preview", 0.8602029312288614, 0.0035304284103720406),
    ModelMeans("meta/code-llama-instruct-34b-chat", 0.5817361894024803, 0.00027318524464487034),
    ModelMeans("meta/llama-2-70b-chat", 0.5050732807215332, 0.00031683855693348366),
    ModelMeans("mistralai/mistral-7b-chat", 0.5625704622322435, 7.040856820744081e-05),
    ModelMeans("mistralai/mixtral-8x7b-chat", 0.6764374295377678, 0.00021122096956031566),
    ModelMeans("zero-one-ai/Yi-34B-Chat", 0.7587373167981961, 0.000280847801578354),
  ]

  /// winograndeTest: 380 queries.
  static let winograndeTest: [ModelMeans] = [
    ModelMeans("WizardLM/WizardLM-13B-V1.2", 0.5289473684210526, 0.00010535921052631577),
    ModelMeans("claude-instant-v1", 0.5210526315789473, 0.0002832),
    ModelMeans("claude-v1", 0.5710526315789474, 0.0028249263157894737),
    ModelMeans("claude-v2", 0.4763157894736842, 0.002834715789473684),
    ModelMeans("gpt-3.5-turbo-1106", 0.6631578947368421, 0.00035211578947368425),
    ModelMeans("gpt-4-1106-preview", 0.8552631578947368, 0.0035311578947368424),
    ModelMeans("meta/code-llama-instruct-34b-chat", 0.5921052631578947, 0.00027324185263157897),
    ModelMeans("meta/llama-2-70b-chat", 0.49736842105263157, 0.0003169042105263158),
    ModelMeans("mistralai/mistral-7b-chat", 0.5736842105263158, 7.042315789473685e-05),
    ModelMeans("mistralai/mixtral-8x7b-chat", 0.6842105263157895, 0.00021126631578947366),
    ModelMeans("zero-one-ai/Yi-34B-Chat", 0.7421052631578947, 0.0002808989473684211),
  ]

  /// mmlu: 1816 queries.
  static let mmlu: [ModelMeans] = [
    ModelMeans("llama3.2-1b", 0.4223568281938326, 1.899741189427313e-05),
    ModelMeans("llama3.2-3b", 0.573237885462555, 1.899741189427313e-05),
    ModelMeans("llama3.1-8b", 0.6321585903083701, 3.8194823788546256e-05),
    ModelMeans("llama3.1-70b", 0.8100220264317181, 0.00017097670704845815),
    ModelMeans("llama3.1-405b", 0.8458149779735683, 0.0005699223568281939),
    ModelMeans("gpt-4o-mini", 0.7466960352422908, 2.8270952643171805e-05),
    ModelMeans("qwen2.5-32b-coder-instruct", 0.76431718061674, 0.00017264438325991188),
    ModelMeans("qwen2.5-72b-instruct", 0.829295154185022, 0.00017264438325991188),
    ModelMeans("gpt-4o", 0.8287444933920705, 0.00047118254405286347),
  ]

  /// gsm8k: 300 queries.
  static let gsm8k: [ModelMeans] = [
    ModelMeans("llama3.2-1b", 0.59, 7.540833333333333e-05),
    ModelMeans("llama3.2-3b", 0.8966666666666666, 7.580566666666668e-05),
    ModelMeans("llama3.1-8b", 0.8933333333333333, 0.0001575066666666667),
    ModelMeans("llama3.1-70b", 0.9766666666666667, 0.0007185900000000001),
    ModelMeans("llama3.1-405b", 0.9733333333333334, 0.00247052),
    ModelMeans("gpt-4o-mini", 0.9033333333333333, 0.0002537245),
    ModelMeans("qwen2.5-32b-coder-instruct", 0.9566666666666667, 0.0007660470000000001),
    ModelMeans("qwen2.5-72b-instruct", 0.95, 0.0006504060000000001),
    ModelMeans("gpt-4o", 0.95, 0.004204783333333333),
  ]

  /// naturalQuestions: 500 queries.
  static let naturalQuestions: [ModelMeans] = [
    ModelMeans("qwen/qwen2.5-7b-instruct", 0.13445227390163586, 13.8918),
    ModelMeans("meta/llama-3.1-70b-instruct", 0.19908210696725512, 125.92448),
    ModelMeans("mistralai/mistral-7b-instruct-v0.3", 0.16455817733654723, 12.3352),
    ModelMeans("mistralai/mixtral-8x22b-instruct-v0.1", 0.30569366055774994, 79.6032),
    ModelMeans("google/gemma-2-27b-it", 0.4574767553496164, 29.883200000000002),
    ModelMeans("meta/llama-3.1-8b-instruct", 0.2797279186262932, 36.18252),
  ]
}
