// The cases of every category enumeration and their raw values.
// Origin: reference/healthkit/category-values.json, collected from Apple's public headers, documentation and open bindings
// (theos/sdks iOS 16.5, dotnet/macios, kingstinct/react-native-healthkit 26.x, StanfordSpezi/SpeziHealthKit).
export const categoryValues = {
  HKCategoryValue: {
    notApplicable: 0,
  },
  HKCategoryValueAppetiteChanges: {
    unspecified: 0,
    noChange: 1,
    decreased: 2,
    increased: 3,
  },
  HKCategoryValueAppleStandHour: {
    stood: 0,
    idle: 1,
  },
  HKCategoryValueAppleWalkingSteadinessEvent: {
    initialLow: 1,
    initialVeryLow: 2,
    repeatLow: 3,
    repeatVeryLow: 4,
  },
  HKCategoryValueAudioExposureEvent: {
    loudEnvironment: 1,
  },
  HKCategoryValueCervicalMucusQuality: {
    dry: 1,
    sticky: 2,
    creamy: 3,
    watery: 4,
    eggWhite: 5,
  },
  HKCategoryValueContraceptive: {
    unspecified: 1,
    implant: 2,
    injection: 3,
    intrauterineDevice: 4,
    intravaginalRing: 5,
    oral: 6,
    patch: 7,
  },
  HKCategoryValueEnvironmentalAudioExposureEvent: {
    momentaryLimit: 1,
  },
  HKCategoryValueHeadphoneAudioExposureEvent: {
    sevenDayLimit: 1,
  },
  HKCategoryValueLowCardioFitnessEvent: {
    lowFitness: 1,
  },
  HKCategoryValueMenstrualFlow: {
    unspecified: 1,
    light: 2,
    medium: 3,
    heavy: 4,
    none: 5,
  },
  HKCategoryValueOvulationTestResult: {
    negative: 1,
    luteinizingHormoneSurge: 2,
    positive: 2,
    indeterminate: 3,
    estrogenSurge: 4,
  },
  HKCategoryValuePregnancyTestResult: {
    negative: 1,
    positive: 2,
    indeterminate: 3,
  },
  HKCategoryValuePresence: {
    present: 0,
    notPresent: 1,
  },
  HKCategoryValueProgesteroneTestResult: {
    negative: 1,
    positive: 2,
    indeterminate: 3,
  },
  HKCategoryValueSeverity: {
    unspecified: 0,
    notPresent: 1,
    mild: 2,
    moderate: 3,
    severe: 4,
  },
  HKCategoryValueSleepAnalysis: {
    inBed: 0,
    asleepUnspecified: 1,
    asleep: 1,
    awake: 2,
    asleepCore: 3,
    asleepDeep: 4,
    asleepREM: 5,
  },
  HKCategoryValueVaginalBleeding: {
    unspecified: 1,
    light: 2,
    medium: 3,
    heavy: 4,
    none: 5,
  },
  HKCategoryValueMenopausalState: {
    menopause: null,
    perimenopause: null,
    none: null,
  },
} as const
