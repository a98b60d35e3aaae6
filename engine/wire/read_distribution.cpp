#include <iterator>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/text.h"
#include "engine/wire/number_text.h"
#include "engine/wire/value_readers.h"

/// @file
/// `0.3`, `{uniform: [0.2, 0.6]}`, `{beta: [6, 4]}`, `{normal: [0, 1]}`.

namespace dragoman {
namespace {

struct DistributionForm {
  std::string_view name;
  std::string_view parameters;
  Distribution::Kind kind;
};

constexpr DistributionForm kDistributionForms[] = {
    {"uniform", "[low, high]", Distribution::Kind::kUniform},
    {"beta", "[alpha, beta]", Distribution::Kind::kBeta},
    {"normal", "[mean, sd]", Distribution::Kind::kNormal},
};

std::string Written(const DistributionForm& form) {
  return Concat({"{", form.name, ": ", form.parameters, "}"});
}

std::string ExpectedDistribution(const Field& field) {
  std::string text = DescribeNumber(field);
  for (const DistributionForm& form : kDistributionForms) {
    text += &form == std::end(kDistributionForms) - 1 ? " or " : ", ";
    text += Written(form);
  }
  return text;
}

const DistributionForm* FormNamed(std::string_view name) {
  for (const DistributionForm& form : kDistributionForms) {
    if (form.name == name) return &form;
  }
  return nullptr;
}

bool ReadParameters(const ReadPlace& place, const DistributionForm& form, Distribution* value) {
  if (place.node.kind != DocumentNode::Kind::kList) {
    place.ReportKind(Written(form));
    return false;
  }
  const std::vector<DocumentNode>& list = place.node.list;
  if (list.size() != 2) {
    place.Report(Concat({"has ", list.size(), (list.size() == 1 ? " number" : " numbers")}),
                 Written(form));
    return false;
  }
  const auto a = ReadNumber(place.At(list[0], place.path + "[0]"), Field{});
  const auto b = ReadNumber(place.At(list[1], place.path + "[1]"), Field{});
  if (!a || !b) return false;
  *value = {form.kind, *a, *b};
  return true;
}

/// Every number that can be drawn must be one the field takes: nothing downstream clips.
bool CheckSupport(const ReadPlace& place, const Field& field, const Distribution& value) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const Range& range = field.range;
  std::string wrong;
  switch (value.kind) {
    case Distribution::Kind::kPoint:
      break;  // ReadNumber looked at it.
    case Distribution::Kind::kUniform:
      // Draws are inside the open interval, so an open end of the range may be touched.
      if (!(value.a >= range.min && value.b <= range.max &&
            (value.a < value.b || range.Contains(value.a)))) {
        wrong = Concat({"the interval [", value.a, ", ", value.b, "]"});
      }
      break;
    case Distribution::Kind::kBeta:
      if (!(range.min <= 0 && range.max >= 1)) wrong = "a beta distribution, in [0, 1],";
      break;
    case Distribution::Kind::kNormal:
      if (!(range.min == -kInfinity && range.max == kInfinity)) {
        wrong = "a normal distribution, which has no bounds,";
      }
      break;
  }
  if (wrong.empty()) return true;
  place.Report(wrong + " goes out of range", DescribeNumber(field, "values"));
  return false;
}

bool CheckParameters(const ReadPlace& place, const Distribution& value) {
  const Diagnostics wrong = CheckDistribution(value, place.path);
  for (const Diagnostic& problem : wrong) {
    place.problems->Add(place.node.mark, problem.path, problem.message, problem.expected);
  }
  return wrong.empty();
}

}  // namespace

std::optional<Distribution> ReadDistribution(const ReadPlace& place, const Field& field) {
  if (place.node.kind == DocumentNode::Kind::kNumber) {
    const std::optional<double> number = ReadNumber(place, field);
    if (!number) return std::nullopt;
    return Distribution::Point(*number);
  }
  if (place.node.kind != DocumentNode::Kind::kMap || place.node.map.size() != 1) {
    if (place.node.kind == DocumentNode::Kind::kMap) {
      place.Report(Concat({"has ", place.node.map.size(), " keys"}), ExpectedDistribution(field));
    } else {
      place.ReportKind(ExpectedDistribution(field));
    }
    return std::nullopt;
  }
  const DocumentEntry& entry = place.node.map[0];
  const DistributionForm* form = FormNamed(entry.key);
  if (form == nullptr) {
    place.problems->Add(entry.key_mark, place.path,
                        Concat({"unknown distribution '", Slice(entry.key, 0, 40), "'"}),
                        ExpectedOneOf(Slice(entry.key, 0, 40), {"uniform", "beta", "normal"}));
    return std::nullopt;
  }
  Distribution value;
  const ReadPlace inside = place.At(entry.value, Concat({place.path, ".", entry.key}));
  if (!ReadParameters(inside, *form, &value) || !CheckParameters(inside, value) ||
      !CheckSupport(inside, field, value)) {
    return std::nullopt;
  }
  return value;
}

}  // namespace dragoman
