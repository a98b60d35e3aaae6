#include "engine/wire/field_table.h"

#include <string_view>
#include <utility>

#include "engine/core/text.h"
#include "engine/wire/json_writer.h"
#include "engine/wire/number_text.h"
#include "engine/wire/tree_builder.h"

namespace dragoman {
namespace {

std::string RangeText(const Field& field) {
  // DescribeNumber writes " in [0, 1]" or " >= 0" after the noun.
  Field bare;
  bare.range = field.range;
  const std::string text = DescribeNumber(bare, "");
  return std::string(Slice(text, text.starts_with(" in ") ? 4 : 1));
}

class FieldTableArchive final : public FieldVisitor {
 public:
  FieldTableArchive(std::string path, std::vector<FieldEntry>* entries)
      : path_(std::move(path)), entries_(entries) {}

  void VisitNumber(const Field& field, double* value) override {
    Put(field, "number", JsonNumber(*value));
  }
  void VisitOptionalNumber(const Field& field, std::optional<double>* value) override {
    Put(field, "number, may be absent", value->has_value() ? JsonNumber(**value) : Json());
  }
  void VisitInteger(const Field& field, int* value) override { Put(field, "integer", *value); }
  void VisitFlag(const Field& field, bool* value) override { Put(field, "true or false", *value); }
  void VisitText(const Field& field, std::string* value) override {
    Put(field, TextType(field), value->empty() ? Json() : Json(*value));
  }
  void VisitChoice(const Field& field, std::span<const std::string_view> names,
                   int* value) override {
    const std::vector<std::string> list(names.begin(), names.end());
    Put(field, "one of: " + Join(list), list[static_cast<std::size_t>(*value)]);
  }
  void VisitDistribution(const Field& field, Distribution* value) override {
    Put(field, "number or distribution", JsonDistribution(*value));
  }
  void VisitRule(const Field& field, Rule* value) override {
    Put(field, "condition", JsonRule(*value));
  }
  void VisitTexts(const Field& field, std::vector<std::string>*) override {
    Put(field, "list of texts", {});
  }
  void VisitNumbers(const Field& field, std::vector<double>*) override {
    Put(field, "list of numbers", {});
  }
  void VisitNamedNumbers(const Field& field, Named<double>*) override {
    PutNamed(field, "map of names to numbers");
  }
  void VisitNamedDistributions(const Field& field, Named<Distribution>*) override {
    PutNamed(field, "map of names to numbers or distributions");
  }
  void VisitNamedTexts(const Field& field, Named<std::vector<std::string>>*) override {
    PutNamed(field, "map of names to lists of texts");
  }
  void VisitObject(const Field& field, ObjectRef object) override {
    Put(field, "map", {});
    FieldTableArchive inside(PathOf(field), entries_);
    object.visit(object.object, &inside);
  }
  void VisitList(const Field& field, ListRef list) override {
    Put(field, "list of maps", {});
    FieldTableArchive inside(PathOf(field) + "[]", entries_);
    list.VisitNew(&inside);
  }

 private:
  static std::string TextType(const Field& field) {
    if (field.text == TextKind::kIdentifier) return "name";
    return field.text == TextKind::kDate ? "date" : "text";
  }

  std::string PathOf(const Field& field) const { return JoinPath(path_, std::string(field.name)); }

  void Put(const Field& field, std::string type, const Json& default_value) {
    FieldEntry entry;
    entry.path = PathOf(field);
    entry.type = std::move(type);
    entry.doc = field.doc;
    entry.unit = field.unit;
    entry.alias = field.alias;
    entry.source = field.source;
    entry.range = RangeText(field);
    if (!default_value.is_null() && !field.required) entry.default_value = default_value.dump();
    entry.required = field.required;
    entries_->push_back(std::move(entry));
  }

  void PutNamed(const Field& field, std::string type) {
    Put(field, std::move(type), {});
    entries_->back().by_name = true;
  }

  std::string path_;
  std::vector<FieldEntry>* entries_;
};

}  // namespace

std::vector<FieldEntry> ListFields(ObjectRef object) {
  std::vector<FieldEntry> entries;
  FieldTableArchive archive({}, &entries);
  object.visit(object.object, &archive);
  return entries;
}

std::string ResolveAlias(const std::vector<FieldEntry>& fields, std::string_view path) {
  for (const FieldEntry& field : fields) {
    const std::string& alias = field.alias;
    if (alias.empty() || field.path.find("[]") != std::string::npos) continue;
    if (path == alias) return field.path;
    if (field.by_name && path.starts_with(alias + ".")) {
      return field.path + std::string(Slice(path, alias.size()));
    }
  }
  return std::string(path);
}

}  // namespace dragoman
